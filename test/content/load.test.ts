import { describe, expect, test } from '@jest/globals';
import { changed, load, pack } from './folder.ts';

const refused = (changes: Readonly<Record<string, string | null>>) =>
  load(changes).then(
    () => ({ message: 'it loaded', details: {} }),
    ({ code, message, details }) => ({ code, message, details }),
  );

describe('content that is whole', () => {
  test('gives its keys, questions, arguments and languages', async () => {
    const content = await load();
    expect([...content.keys]).toEqual(['day.hello', 'day.mood', 'day.craving']);
    expect([...content.words.questions.keys()]).toEqual(['day.mood', 'day.craving']);
    expect([...content.args('day.hello')]).toEqual(['who']);
    expect(content.args('day.nothing').size).toBe(0);
    expect(content.languages).toEqual(['en', 'es']);
  });

  test('gives options in order, with their words in plain form in every language', async () => {
    const { words } = await load();
    expect(words.questions.get('day.mood')).toEqual({
      kind: 'choice',
      options: [
        { id: 'good', words: { en: ['good', 'fine', 'great'], es: ['bien'] } },
        { id: 'hard', words: { en: ['hard'], es: ['dificil'] } },
      ],
    });
    expect(words.questions.get('day.craving')).toEqual({ kind: 'scale', options: [] });
  });

  test('gives phrases and number words of every language', async () => {
    const { words } = await load();
    expect(words.phrases.en.get('no more texts')).toEqual({ command: 'stop' });
    expect(words.phrases.es.get('my day')).toEqual({ dialog: 'day' });
    expect(words.numbers.es.get('cero')).toBe(0);
    expect(words.numbers.en.get('n10')).toBe(10);
  });

  test('leaves arguments of the crisis-line pack out, with and without a capital', async () => {
    const content = await load({
      'en/x.yaml': 'a: { text: "{Emergency}, {emergency}, {who}" }',
      'es/x.yaml': 'a: { text: "{emergency}, {Emergency} {who}" }',
    });
    expect([...content.args('x.a')]).toEqual(['who']);
  });
});

describe('broken content is refused with file, line and what to do:', () => {
  const english = (from: string, to: string) => changed('en/day.yaml', from, to);
  const spanish = (from: string, to: string) => changed('es/day.yaml', from, to);
  const cases: [string, Readonly<Record<string, string | null>>, string, number, string][] = [
    ['YAML that cannot be read', english('kind: choice', 'kind: [choice'), 'en/day.yaml', 5, 'yaml'],
    ['a name used twice', english('craving:', 'mood:'), 'en/day.yaml', 10, 'duplicate-key'],
    ['an empty file', { 'en/day.yaml': '' }, 'en/day.yaml', 1, 'shape'],
    ['an unknown field', english('  sms:', '  smss:'), 'en/day.yaml', 6, 'shape'],
    ['an unknown kind', english('kind: scale', 'kind: number'), 'en/day.yaml', 10, 'shape'],
    ['a choice without options', english('kind: scale', 'kind: choice'), 'en/day.yaml', 10, 'shape'],
    ['options on a scale', english('kind: choice', 'kind: scale'), 'en/day.yaml', 7, 'shape'],
    ['an id with capitals', english('mood:', 'Mood:'), 'en/day.yaml', 3, 'shape'],
    ['an argument in a label', english('label: Hard', 'label: "{hard}"'), 'en/day.yaml', 9, 'shape'],
    ['ICU that is not valid', english('{who}', '{who'), 'en/day.yaml', 2, 'icu'],
    ['ICU of the SMS variant that is not valid', english('How was today?', 'How {'), 'en/day.yaml', 6, 'icu'],
    ['a mark that nobody knows', english('{who}', '<b>{who}</b>'), 'en/day.yaml', 2, 'icu'],
    ['a mark in a mark', english('{who}', '<em>a <em>{who}</em></em>'), 'en/day.yaml', 2, 'icu'],
    ['a mark that stands alone', english('{who}', '{who}<br/>'), 'en/day.yaml', 2, 'icu'],
    ['a mark that is not closed', english('{who}', '<em>{who}'), 'en/day.yaml', 2, 'icu'],
    ['a link that leads nowhere', english('{who}', '<link>{who}</link>'), 'en/day.yaml', 2, 'icu'],
    ['a link that is not https', english('{who}', '{who} <link>http://x.test</link>'), 'en/day.yaml', 2, 'icu'],
    ['a mark by SMS that nobody knows', english('How was today?', '<i>How</i>?'), 'en/day.yaml', 6, 'icu'],
    ['an argument named like a mark', english('{who}', '{link}'), 'en/day.yaml', 2, 'icu'],
    ['a mark in a label', english('label: Hard', 'label: <em>Hard</em>'), 'en/day.yaml', 9, 'shape'],
    ['an apostrophe that hides a mark', english('{who}', "'<em>{who}</em>"), 'en/day.yaml', 2, 'icu'],
    ['an apostrophe that hides an argument', english('{who}', "'{who}'"), 'en/day.yaml', 2, 'icu'],
    ['a file of one language only', { 'es/day.yaml': null }, 'es/day.yaml', 1, 'file-missing'],
    ['a text of one language only', spanish('hello', 'hola'), 'en/day.yaml', 1, 'text-missing'],
    ['a kind that differs', spanish('kind: scale', 'kind: text'), 'es/day.yaml', 9, 'kind-differs'],
    ['an option of one language only', spanish('hard:', 'rough:'), 'es/day.yaml', 6, 'options-differ'],
    ['an argument of one language only', spanish('{who}', '{quien}'), 'es/day.yaml', 2, 'arguments-differ'],
    [
      'a pack argument of one language only',
      spanish('{who}', '{who} {emergency}'),
      'es/day.yaml',
      2,
      'arguments-differ',
    ],
    [
      'two options with one synonym',
      english('label: Hard', 'label: Hard, words: [Fine]'),
      'en/day.yaml',
      9,
      'option-words-shared',
    ],
    ['a label without letters', english('label: Hard', 'label: "!"'), 'en/day.yaml', 9, 'option-word-empty'],
    ['the number of another option', english('[fine,', '["2",'), 'en/day.yaml', 8, 'option-word-is-number'],
    ['a word of carriers as a label', english('label: Hard', 'label: End'), 'en/day.yaml', 9, 'option-word-is-command'],
    ['a word of carriers as a synonym', english('fine', 'UNSTOP'), 'en/day.yaml', 8, 'option-word-is-command'],
    [
      'a command of the other language',
      english('label: Hard', 'label: Alto'),
      'en/day.yaml',
      9,
      'option-word-is-command',
    ],
    ['a crisis number in a text', english('new day', 'call 9-11'), 'en/day.yaml', 2, 'number-in-text'],
    [
      'two commands with one phrase',
      changed('en/words.yaml', '[skip]', '[skip, "Pause!"]'),
      'en/words.yaml',
      11,
      'phrase-shared',
    ],
    [
      'a dialog with a command\u2019s phrase',
      changed('es/day.yaml', '[my day]', '[alto]'),
      'es/day.yaml',
      10,
      'phrase-shared',
    ],
    ['an unknown command', changed('en/words.yaml', 'skip:', 'jump:'), 'en/words.yaml', 1, 'shape'],
    ['too few numbers', changed('en/words.yaml', ', n10', ''), 'en/words.yaml', 20, 'shape'],
    ['no words', { 'es/words.yaml': null }, 'es/words.yaml', 1, 'unreadable'],
    [
      'a field of a crisis line that is missing',
      changed('lines/us.yaml', '    hours: 24/7\n', ''),
      'lines/us.yaml',
      2,
      'shape',
    ],
    ['a date that is none', changed('lines/us.yaml', '2026-11-23', '2026-13-23'), 'lines/us.yaml', 9, 'shape'],
    [
      'an argument a pack does not fill',
      changed('lines/zz.yaml', '    drugLine: look for the drugLine\n', ''),
      'lines/zz.yaml',
      3,
      'shape',
    ],
    [
      'a number that no line has',
      changed('lines/us.yaml', 'look for the drugLine', 'call 1-800-1'),
      'lines/us.yaml',
      20,
      'pack-number-unknown',
    ],
    [
      'digits in the pack of no country',
      { 'lines/zz.yaml': pack('[]', 'call 112') },
      'lines/zz.yaml',
      4,
      'pack-number-unknown',
    ],
    ['no pack for other countries', { 'lines/zz.yaml': null }, 'lines/zz.yaml', 1, 'unreadable'],
    ['a pack that names no country', { 'lines/usa.yaml': pack('[]', 'x') }, 'lines/usa.yaml', 1, 'shape'],
  ];
  test.each(cases)('%s', async (_, changes, file, line, problem) => {
    const { code, message, details } = (await refused(changes)) as { code: string; message: string; details: object };
    expect({ code, ...details }).toMatchObject({ code: 'CONTENT_INVALID', file, line, problem });
    expect(message).toContain(`${file}, line ${line}: `);
  });

  test('all problems at once, one line each, and their count', async () => {
    const { message, details } = await refused({
      ...changed('en/day.yaml', '{who}', '{who'),
      ...changed('es/day.yaml', '[my day]', '[alto]'),
      'lines/zz.yaml': null,
    });
    expect(details).toMatchObject({ count: 3 });
    expect(message.split('\n')).toHaveLength(3);
  });
});

test('a language folder that nobody would read is refused with what to do, beside everything else that is wrong', async () => {
  const { message } = await refused({
    'fr/day.yaml': 'hello: { text: "Salut" }',
    'en/day.yaml': 'hello: { text: "{" }',
  });
  expect(message).toMatch(
    /fr, line 1: fr is no language of this build \(en, es\).*"A new language" in CONTRIBUTING\.md/,
  );
  expect(message).toMatch(/en\/day\.yaml, line 1: hello\.text: /);
});
