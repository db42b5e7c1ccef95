import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseScript } from '../../../src/cli/script/parse.ts';
import type { Line } from '../../../src/cli/script/script.ts';
import { CoachError } from '../../../src/domain/errors.ts';

const couple = 'couple: alex=sms sam=teams zone=America/Chicago';
const start = 'at: 2026-03-07 20:00';

const linesOf = (body: string): readonly Line[] =>
  parseScript(`${couple}\n${start}\n${body}`, 'a.script').runs[0]?.lines ?? [];
const lineOf = (body: string): Line | undefined => linesOf(body)[1];

function problemsOf(text: string): readonly string[] {
  try {
    parseScript(text, 'a.script');
    return [];
  } catch (error) {
    if (error instanceof CoachError && error.code === 'SCRIPT_INVALID') return error.message.split('\n');
    throw error;
  }
}
const problemOf = (body: string): string => problemsOf(`${couple}\n${start}\n${body}`).join('\n');

describe('a script is read', () => {
  test('with the example of the specification', () => {
    const example = `# Unsafe answer wakes a counselor
couple: alex=sms sam=teams  zone=America/Chicago  relationship=romantic  locale=en
at: 2026-03-07 20:00

nudge > alex: *check-in is ready*
alex: 1
coach > alex: *how was today together* [Good | So-so | Hard]
alex: {Hard | 3 | it was rough}        # each alternative is a run of its own
alert: urgent violence alex within 5s
coach > sam: (nothing)

at: +1d 20:00                           # crosses the change to daylight time
counselor: claim
counselor > alex: This is Dana, a counselor. Can I call you?`;
    const { runs, file } = parseScript(example, 'x.script');
    expect(file).toBe('x.script');
    expect(runs.map((run) => run.chosen)).toEqual([['line 8: Hard'], ['line 8: 3'], ['line 8: it was rough']]);
    expect(runs[1]?.lines.map((line) => [line.number, line.type])).toEqual([
      ...[
        [3, 'at'],
        [5, 'hears'],
        [6, 'says'],
        [7, 'hears'],
        [8, 'says'],
        [9, 'alert'],
        [10, 'silence'],
        [12, 'at'],
      ],
      ...[
        [13, 'counselor'],
        [14, 'counselor-says'],
      ],
    ]);
    expect(runs[1]?.lines[4]).toMatchObject({ name: 'alex', text: '3', source: 'alex: 3' });
  });
  test('with Windows line ends and a byte order mark', () => {
    expect(problemsOf(`\uFEFF${couple}\r\n${start}\r\nalex: hi\r\n`)).toEqual([]);
  });
  test.each([
    ['alex: hi', { type: 'says', name: 'alex', text: 'hi' }],
    ['  sam:hi: there > you', { type: 'says', name: 'sam', text: 'hi: there > you' }],
    [
      'coach > alex: *how* [Good | So-so]',
      { voice: 'coach', loose: false, what: { by: 'text', glob: '*how*', buttons: ['Good', 'So-so'] } },
    ],
    ['nudge>sam: key:check-in.ready', { voice: 'nudge', what: { by: 'key', glob: 'check-in.ready', buttons: null } }],
    ['coach > alex: ... *how*', { type: 'hears', loose: true, what: { by: 'text', glob: '*how*', buttons: null } }],
    ['nudge > alex: (nothing)', { type: 'silence', voice: 'nudge', name: 'alex' }],
    ['never > sam: *scared*', { type: 'never', name: 'sam' }],
    [
      'alert: (emergency|urgent) violence alex',
      { levels: ['emergency', 'urgent'], categories: ['violence'], within: null },
    ],
    ['alert: urgent violence alex within 5s', { levels: ['urgent'], within: 5_000 }],
    ['alert: (none)', { type: 'no-alert' }],
    ['counselor: claim request', { act: { type: 'claim' }, on: 'request' }],
    [
      'counselor: close request talked at length',
      { act: { type: 'close', outcome: 'talked at length' }, on: 'request' },
    ],
    ['request: alex', { type: 'request', name: 'alex', within: null }],
    ['request: alex within 5s', { type: 'request', within: 5_000 }],
    ['request: alex calls lead', { type: 'request-calls', name: 'alex', who: 'lead' }],
    ['request: (none)', { type: 'no-request' }],
    ['counselor: take-over', { act: { type: 'take-over' } }],
    ['counselor: close safe at home', { act: { type: 'close', outcome: 'safe at home', followUp: null } }],
    [
      'counselor: close safe, follow-up 2026-03-09',
      { act: { type: 'close', outcome: 'safe', followUp: '2026-03-09' } },
    ],
    ['counselor: take-over from lee', { act: { type: 'take-over', from: 'lee' } }],
    ['counselor: open-exercise trust-talk', { act: { type: 'open-exercise', exercise: 'trust-talk' } }],
    ['counselor: close-exercise trust-talk', { act: { type: 'close-exercise', exercise: 'trust-talk' } }],
    ['counselor: reassign lee', { act: { type: 'reassign', person: 'lee' } }],
    ['counselor: log-call no-answer', { act: { type: 'log-call', result: 'no-answer', asked: false } }],
    ['counselor: log-call reached asked', { act: { type: 'log-call', result: 'reached', asked: true } }],
    ['counselor: log-decision', { act: { type: 'log-decision' } }],
    ['counselor: false-alarm past', { act: { type: 'false-alarm', reason: 'past' } }],
    ['counselor: done not-reached', { act: { type: 'done', outcome: 'not-reached' } }],
    ['supervisor: co-sign', { act: { type: 'co-sign' } }],
    ['called: primary, backup', { type: 'called', steps: ['primary', 'backup'] }],
    ['called: (none)', { type: 'called', steps: [] }],
    ['task: stopped-violence alex', { type: 'task', kind: 'stopped-violence', name: 'alex' }],
    ['delivery: alex fails 30007', { type: 'delivery', name: 'alex', what: { type: 'fails', code: '30007' } }],
    ['delivery: alex blocked 403', { what: { type: 'blocked', code: '403' } }],
    ['delivery: alex down 503', { what: { type: 'down', code: '503' } }],
    ['delivery: alex works', { type: 'delivery', name: 'alex', what: { type: 'works' } }],
    ['task: undeliverable alex', { type: 'task', kind: 'undeliverable', name: 'alex' }],
    ['task: (none)', { type: 'no-task' }],
    ['counselor: done', { act: { type: 'done' } }],
    ['restart:', { type: 'restart' }],
    ['fact: alex craving = 7', { type: 'fact', name: 'alex', fact: 'craving' }],
    ['fact: alex craving = (none)', { type: 'fact', value: null }],
  ])('with %s', (written, line) => {
    expect(lineOf(written)).toMatchObject(line);
  });
});

describe('a comment', () => {
  test('begins a line, or follows two spaces or a tab', () => {
    expect(linesOf('# one\n  # two\n#three\nalex: hi  # four\nalex: ho\t# five')).toMatchObject([
      { type: 'at' },
      { text: 'hi', source: 'alex: hi' },
      { text: 'ho' },
    ]);
  });
  test.each(['we are # 1', 'room #1', 'see  #1', '#1'])('is not meant by: %s', (text) => {
    expect(lineOf(`alex: ${text}`)).toMatchObject({ text });
  });
});

describe('alternatives', () => {
  test('of two lines make every combination', () => {
    const { runs } = parseScript(`${couple}\n${start}\nalex: {a | b}\nsam: {c | d}`, 'a.script');
    expect(
      runs.map((run) =>
        run.lines
          .slice(1)
          .map((line) => line.type === 'says' && line.text)
          .join(''),
      ),
    ).toEqual([...['ac', 'ad', 'bc', 'bd']]);
  });
  test('are meant only where braces hold the whole text', () => {
    expect(lineOf('alex: I {think | guess}')).toMatchObject({ text: 'I {think | guess}' });
  });
  test.each(['{a}', '{a | }', '{a | b', '{a | b} c', '{a | {b | c}}'])('are not written %s', (text) => {
    expect(problemOf(`alex: ${text}`)).toMatch(/^a\.script:3: alternatives fill the whole text/);
  });
  test('of more than 64 runs are refused', () => {
    expect(problemOf(Array(7).fill('alex: {a | b}').join('\n'))).toMatch('more than 64 runs');
  });
});

describe('a line that cannot be read', () => {
  test.each([
    ['hello there', 'cannot read this line'],
    ['Alex: hi', 'no partner has this name; the couple is alex and sam'],
    ['kim: hi', 'no partner has this name'],
    ['coach > kim: *', 'no partner has this name'],
    ['bot > alex: *', 'bot > is not known'],
    ['coach: *', 'write to whom'],
    ['alex:', 'nothing is written'],
    ['alex:   # only a comment', 'nothing is written'],
    ['coach > alex:', 'write what the message should look like'],
    ['coach > alex: [A | B]', 'write what the message should look like'],
    ['coach > alex: ...', 'write what the message should look like'],
    ['coach > alex: (none)', 'for no message write (nothing)'],
    ['coach > alex: * [A | ]', 'a button has no label'],
    ['coach > alex: key:Check In', 'write a content key'],
    ['never > alex: (nothing)', '(nothing) is not known here'],
    ['counselor > alex:', 'nothing is written'],
    ['counselor: shout', 'write counselor: acknowledge'],
    ['counselor: close', 'write counselor: acknowledge'],
    ['counselor: close request', 'write counselor: acknowledge'],
    ['counselor: done request', 'this is no outcome of a task'],
    ['request: nobody', 'no partner has this name'],
    ['request: alex calls Dana', 'write request: NAME'],
    ['request: alex soon', 'write request: NAME'],
    ['counselor: claim it', 'write counselor: acknowledge'],
    ['counselor: log-call maybe', 'this is no result of a call'],
    ['counselor: log-call reached unasked', 'write counselor: acknowledge'],
    ['counselor: false-alarm boredom', 'this is no reason of a false alarm'],
    ['counselor: done later', 'this is no outcome of a task'],
    ['supervisor: claim', 'write supervisor: co-sign'],
    ['called: nobody', 'write called: primary'],
    ['called:', 'write called: primary'],
    ['alert: urgent violence', 'write alert: LEVEL CATEGORY NAME'],
    ['alert: none violence alex', 'this is no level'],
    ['alert: urgent rain alex', 'this is no category'],
    ['alert: (urgent|) violence alex', 'this is no level'],
    ['alert: urgent violence kim', 'no partner has this name'],
    ['alert: urgent violence alex within soon', 'cannot read how long'],
    ['delivery: alex 30007', 'write delivery:'],
    ['delivery: alex works now', 'write delivery:'],
    ['delivery: alex blocked', 'write delivery:'],
    ['task: undeliverable', 'write task:'],
    ['task: laundry alex', 'this is no kind of task'],
    ['task: undeliverable kim', 'no partner has this name'],
    ['restart: now', 'with nothing behind it'],
    ['fact: alex craving', 'write fact:'],
    ['fact: kim craving = 7', 'no partner has this name'],
    ['at: tomorrow', 'cannot read this time'],
    ['at: +15', 'cannot read this time'],
    ['at: +2h 20:00', 'cannot read this time'],
    ['at: 2026-02-30 20:00', 'no such date or time'],
    ['at: +1d 25:00', 'no such date or time'],
    ['at: 2026-03-06 20:00', 'time only moves forward'],
    ['at: +0d 19:00', 'time only moves forward'],
    ['at: 2026-03-08 02:30', 'skip this time'],
    ['couple: alex=sms sam=sms', 'one couple: line'],
  ])('is refused with its place and what to do: %s', (written, problem) => {
    const found = problemOf(written);
    expect(found).toMatch(/^a\.script:3: /);
    expect(found).toContain(problem);
  });
  test('is told together with all the others', () => {
    const problems = problemsOf(`${couple}\nat: now\nkim: hi\nalex: hi\nrestart: x`);
    expect(problems.map((each) => each.split(' ')[0])).toEqual(['a.script:2:', 'a.script:3:', 'a.script:5:']);
  });
  test('gives its place to a machine too', () => {
    expect(() => parseScript(`${couple}\n${start}\nkim: hi\nrestart: x`, 'a.script')).toThrow(
      expect.objectContaining({ details: { file: 'a.script', line: 3, problems: 2 } }),
    );
  });
  test('is one before the first at:', () => {
    expect(problemsOf(`${couple}\nalex: hi\n${start}`)[0]).toMatch('a.script:2: say first when it is');
  });
  test('is a first at: without a date', () => {
    expect(problemsOf(`${couple}\nat: +15m`)).toEqual([expect.stringMatching('the first at: needs a date')]);
  });
  test('is any in an empty script', () => {
    expect(problemsOf('')).toEqual([expect.stringMatching('a.script:1: a script begins with its couple: line')]);
    expect(problemsOf(couple)).toEqual([expect.stringMatching('nothing happens')]);
  });
});

describe('whatever the text', () => {
  const word = fc.constantFrom(
    ...[
      'couple:',
      'at:',
      'alex:',
      'sam:',
      'coach > alex:',
      'never >',
      'alert:',
      'fact:',
      'counselor:',
      '{a | b}',
      '(none)',
    ],
    ...[
      'alex=sms',
      'sam=teams',
      'zone=UTC',
      'constructor',
      '__proto__',
      '2026-03-07 20:00',
      '9999-12-31 23:59',
      '+99999d',
    ],
    ...[
      'urgent',
      'violence',
      'alex',
      'within',
      '5s',
      '[A | B]',
      '...',
      '=',
      '#',
      '  # ',
      '\n',
      '*',
      'key:a.b',
      '\u2028',
    ],
  );
  const anyText = fc
    .array(fc.oneof(word, fc.string({ maxLength: 6 })), { maxLength: 30 })
    .map((each) => each.join(' '));
  const onlyInvalid = (text: string): void => void problemsOf(text);

  test('only SCRIPT_INVALID is thrown', () => {
    fc.assert(fc.property(anyText, onlyInvalid), { numRuns: 500 });
    fc.assert(
      fc.property(anyText, (text) => onlyInvalid(`${couple}\n${start}\n${text}`)),
      { numRuns: 500 },
    );
  });
  test('a script without problems has a run, and every line in it a place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('alex: hi', 'coach > sam: *', 'at: +1d', '# x', ''), { maxLength: 8 }),
        (body) => {
          const lines = linesOf(body.join('\n'));
          expect(lines).toHaveLength(1 + body.filter((line) => /^\w/.test(line)).length);
          for (const line of lines.slice(1)) expect(line.source).toBe(body[line.number - 3]);
        },
      ),
    );
  });
});
