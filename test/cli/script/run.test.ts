import { describe, expect, test } from '@jest/globals';
import { parseScript } from '../../../src/cli/script/parse.ts';
import { runScript } from '../../../src/cli/script/run.ts';
import { fakeScriptWorld, play, type Reactions } from '../../support/fake-script-world.ts';

const one: Reactions = { 'alex: hi': { sends: [{ text: 'One', key: 'a.one' }] } };
const two: Reactions = { 'alex: hi': { sends: [{ text: 'One' }, { text: 'Two' }] } };
const nudged: Reactions = { 'alex: hi': { sends: [{ text: 'Ready?', lane: 'nudge' }, { text: 'One' }] } };
const toSam: Reactions = { 'alex: hi': { sends: [{ text: 'For Sam', to: 'sam', lane: 'mediated' }] } };
const twice: Reactions = { ...one, 'alex: ho': { sends: [{ text: 'Two' }] } };
const later: Reactions = { ...one, 'at: 2026-03-07T21:00Z': { sends: [{ text: 'Later' }] } };
const alert: Reactions = { 'alex: hi': { alerts: [{}] } };
const raised: Reactions = { ...alert, 'alex: ho': { alerts: [{ level: 'emergency' }] } };
const reopened: Reactions = { ...alert, 'alex: ho': { alerts: [{ occurrence: 2 }] } };
const lowered: Reactions = { ...alert, 'alex: ho': { alerts: [{ level: 'check' }] } };
const asked: Reactions = { 'alex: hi': { requests: [{ called: 'lead' }] } };
const askedAgain: Reactions = { ...asked, 'alex: ho': { requests: [{ occurrence: 2 }] } };
const both: Reactions = {
  'alex: hi': { alerts: [{}, { id: 'two', name: 'sam', level: 'same-day', category: 'lapse' }] },
};
const silent: Reactions = { 'at: 2026-03-07T20:10Z': { alerts: [{}] } };
const late: Reactions = { 'at: 2026-03-07T21:10Z': { alerts: [{}] } };
const kept: Reactions = {
  'alex: hi': {
    facts: [
      { name: 'craving', value: '3' },
      { name: 'craving', value: '7' },
      { name: 'note', value: 'A rough day' },
    ],
  },
};

describe('a script passes', () => {
  test.each<[string, string, Reactions, string?]>([
    ['the next message is as written', 'alex: hi\ncoach > alex: one', one],
    ['its content key is as written', 'alex: hi\ncoach > alex: key:a.one', one],
    ['messages come in the order of the lines', 'alex: hi\ncoach > alex: one\ncoach > alex: two', two],
    [
      'lines for two quick messages stand below both',
      'alex: hi\nalex: ho\ncoach > alex: one\ncoach > alex: two',
      twice,
    ],
    ['a nudge is heard on its own lane', 'alex: hi\ncoach > alex: one\nnudge > alex: ready?', nudged],
    ['a mediated message is heard as the coach', 'alex: hi\ncoach > sam: for sam', toSam],
    ['nothing comes after the last message heard', 'alex: hi\ncoach > alex: one\ncoach > alex: (nothing)', one],
    ['nothing comes to the other', 'alex: hi\ncoach > sam: (nothing)\ncoach > alex: one', one],
    [
      'a nudge is not what the coach says',
      'alex: hi\ncoach > alex: one\ncoach > alex: (nothing)\nnudge > alex: *',
      nudged,
    ],
    ['one of the messages since the last own line fits', 'alex: hi\ncoach > alex: ... two', two],
    ['two of them do, in any order', 'alex: hi\ncoach > alex: ... two\ncoach > alex: ... one', two],
    ['others stood around it', 'alex: hi\ncoach > alex: ... two\ncoach > alex: (nothing)', two],
    ['no message so far fits what must never come', 'alex: hi\ncoach > alex: one\nnever > alex: *two*', one],
    ['what must never come went to the other', 'alex: hi\ncoach > sam: *\nnever > alex: *sam*', toSam],
    ['an alert was created', 'alex: hi\nalert: urgent violence alex', alert],
    ['a person was asked for', 'alex: hi\nrequest: alex within 5s\nrequest: (none)', asked],
    ['one was asked for again', 'alex: hi\nrequest: alex\nalex: ho\nrequest: alex', askedAgain],
    ['the lead was called for it', 'alex: hi\nrequest: alex\nrequest: alex calls lead', asked],
    ['nobody was called for the other', 'alex: hi\nrequest: alex\nrequest: sam calls nobody', asked],
    ['its level is one of the alternatives', 'alex: hi\nalert: (emergency|urgent) violence alex', alert],
    ['its category is one of the alternatives', 'alex: hi\nalert: urgent (lapse|violence) alex', alert],
    ['an alert was raised', 'alex: hi\nalert: urgent violence alex\nalex: ho\nalert: emergency violence alex', raised],
    ['an alert was reopened', 'alex: hi\nalert: urgent violence alex\nalex: ho\nalert: urgent violence alex', reopened],
    [
      'a raised alert stands for the earlier one',
      'alex: hi\nalex: ho\nalert: emergency violence alex\nalert: (none)',
      raised,
    ],
    [
      'two alerts came at once',
      'alex: hi\nalert: same-day lapse sam\nalert: urgent violence alex\nalert: (none)',
      both,
    ],
    ['an alert came in time', 'alex: hi\nat: +10m\nalert: urgent violence alex within 10m', silent],
    ['in time counts from the start where nobody wrote', 'at: +10m\nalert: urgent violence alex within 10m', silent],
    [
      'both levels of a raised alert have a line',
      'alex: hi\nalex: ho\nalert: urgent violence alex\nalert: emergency violence alex',
      raised,
    ],
    [
      'in time counts from the last own line',
      'at: +1h\nalex: hi\nat: +10m\nalert: urgent violence alex within 10m',
      late,
    ],
    ['no alert is new', 'alex: hi\nalert: urgent violence alex\nalex: ho\nalert: (none)', lowered],
    ['the newest fact is as written', 'alex: hi\nfact: alex craving = 7\nfact: alex note = a rough *', kept],
    ['a fact was not kept', 'alex: hi\nfact: alex halt = (none)\nfact: sam craving = (none)', {}],
    ['the open script leaves messages', 'alex: hi\ncoach > alex: one', two, 'mode=open'],
    ['the open script passes messages over', 'alex: hi\ncoach > alex: two\ncoach > alex: (nothing)', two, 'mode=open'],
    [
      'the open script forgets what came before the own line',
      'alex: hi\nalex: ho\ncoach > alex: two',
      twice,
      'mode=open',
    ],
    [
      'the open script hears silence after an own line',
      'alex: hi\nalex: ha\ncoach > alex: (nothing)',
      two,
      'mode=open',
    ],
  ])('when %s', async (_, lines, reactions, options = '') => {
    expect((await play(lines, reactions, options)).failure).toBeNull();
  });
});

describe('a script fails', () => {
  test.each<[string, string, Reactions, number, string, string, string?]>([
    ['no message came', 'coach > alex: one', {}, 3, 'the next message to alex: one', 'no message'],
    [
      'the next message reads otherwise',
      'alex: hi\ncoach > alex: two',
      two,
      4,
      'the next message to alex: two',
      'One  (reply)',
    ],
    ['its key is another', 'alex: hi\ncoach > alex: key:a.two', one, 4, 'key:a.two', 'One  (reply, key:a.one)'],
    ['its buttons are others', 'alex: hi\ncoach > alex: one [A | B]', one, 4, '[A | B]', 'One'],
    ['it went to the other', 'alex: hi\ncoach > alex: for sam', toSam, 4, 'to alex', 'no message'],
    [
      'a nudge came where the coach should speak',
      'alex: hi\ncoach > alex: ready?',
      nudged,
      4,
      'message to alex',
      'One',
    ],
    ['the coach spoke where a nudge should come', 'alex: hi\nnudge > alex: one', one, 4, 'nudge to alex', 'no message'],
    ['the message was heard before', 'alex: hi\ncoach > alex: one\ncoach > alex: one', one, 5, 'one', 'no message'],
    ['something came instead of nothing', 'alex: hi\ncoach > alex: (nothing)', one, 4, 'no message to alex', 'One'],
    [
      'a second came instead of nothing',
      'alex: hi\ncoach > alex: one\ncoach > alex: (nothing)',
      two,
      5,
      'no message',
      'Two',
    ],
    ['a nudge came instead of nothing', 'alex: hi\nnudge > alex: (nothing)', nudged, 4, 'no nudge to alex', 'Ready?'],
    ['none of the messages fits', 'alex: hi\ncoach > alex: ... three', two, 4, 'since alex last wrote: three', 'Two'],
    ['the one that fits came before the own line', 'alex: hi\nalex: ho\ncoach > alex: ... one', twice, 5, 'one', 'Two'],
    [
      'one message would answer two lines',
      'alex: hi\ncoach > alex: ... two\ncoach > alex: ... two',
      two,
      5,
      'two',
      'One',
    ],
    [
      'messages around the one are not excused later',
      'alex: hi\ncoach > alex: ... one\nat: +1h',
      later,
      5,
      'by the end',
      'Later',
    ],
    [
      'what must never come was heard',
      'alex: hi\ncoach > alex: one\nnever > alex: *ne',
      one,
      5,
      'so far like: *ne',
      'One',
    ],
    ['what must never come was a nudge', 'alex: hi\nnever > alex: ready*', nudged, 4, 'so far', 'Ready?'],
    ['a message was not expected', 'alex: hi\ncoach > alex: one', two, 3, 'a line for every message to alex', 'Two'],
    ['a message to the other was not expected', 'alex: hi', toSam, 3, 'a line for every message to sam', 'For Sam'],
    [
      'no alert came',
      'alex: hi\nalert: urgent violence alex',
      {},
      4,
      'a new alert: urgent violence alex',
      'no new alert',
    ],
    ['its level is another', 'alex: hi\nalert: emergency violence alex', alert, 4, 'emergency', 'urgent violence alex'],
    [
      'its level is none of the alternatives',
      'alex: hi\nalert: (emergency|check) violence alex',
      alert,
      4,
      'emergency or check',
      'urgent',
    ],
    ['its category is another', 'alex: hi\nalert: urgent lapse alex', alert, 4, 'lapse', 'urgent violence alex'],
    ['it is about the other', 'alex: hi\nalert: urgent violence sam', alert, 4, 'violence sam', 'urgent violence alex'],
    [
      'the alert was taken before',
      'alex: hi\nalert: urgent violence alex\nalert: urgent violence alex',
      alert,
      5,
      'new',
      'no new alert',
    ],
    [
      'an alert was lowered, not raised',
      'alex: hi\nalert: urgent violence alex\nalex: ho\nalert: check violence alex',
      lowered,
      6,
      'check',
      'no',
    ],
    [
      'the alert came too late',
      'alex: hi\nat: +10m\nalert: urgent violence alex within 9m',
      silent,
      5,
      'within 540s',
      'urgent',
    ],
    ['an alert came instead of none', 'alex: hi\nalert: (none)', alert, 4, 'no new alert', 'urgent violence alex'],
    ['nobody was asked for', 'alex: hi\nrequest: alex', {}, 4, 'a new request: alex', 'no new request'],
    ['a request came instead of none', 'alex: hi\nrequest: (none)', asked, 4, 'no new request', 'alex'],
    ['another was called', 'alex: hi\nrequest: alex calls primary', asked, 4, 'called primary last', 'lead'],
    [
      'an alert was raised instead of none',
      'alex: hi\nalert: urgent violence alex\nalex: ho\nalert: (none)',
      raised,
      6,
      'no new',
      'emergency',
    ],
    [
      'a fact has another value',
      'alex: hi\nfact: alex craving = 3',
      kept,
      4,
      'fact of alex craving = 3',
      'craving = 7',
    ],
    ['a fact was not kept', 'alex: hi\nfact: alex mood = good', kept, 4, 'mood', 'none'],
    ['a fact was kept that should not be', 'alex: hi\nfact: alex craving = (none)', kept, 4, '(none)', 'craving = 7'],
    ['the open script hears nothing that fits', 'alex: hi\ncoach > alex: three', two, 4, 'three', 'One', 'mode=open'],
    [
      'the open script hears them out of order',
      'alex: hi\ncoach > alex: two\ncoach > alex: one',
      two,
      5,
      'one',
      'no',
      'mode=open',
    ],
    [
      'the open script hears something for nothing',
      'alex: hi\ncoach > alex: (nothing)',
      one,
      4,
      'no message',
      'One',
      'mode=open',
    ],
  ])('when %s', async (_, lines, reactions, line, expected, came, options = '') => {
    const { failure } = await play(lines, reactions, options);
    expect(failure).toMatchObject({
      line: { number: line },
      expected: expect.stringContaining(expected),
      came: expect.stringContaining(came),
    });
  });
  test('at the first line that fails, telling what else waited', async () => {
    const { failure } = await play('alex: hi\ncoach > alex: x\ncoach > alex: y', two);
    expect(failure?.line?.number).toBe(4);
    expect(failure?.waiting.map(({ sent }) => sent.text)).toEqual(['Two']);
  });
});

describe('a line that acts', () => {
  const acts = async (lines: string): Promise<readonly string[]> => {
    const world = fakeScriptWorld();
    const [run] = parseScript(`couple: alex=sms sam=teams zone=UTC\nat: 2026-03-07 20:00\n${lines}`, 'a.script').runs;
    if (run) await runScript(run, world);
    return world.acts;
  };
  test('reaches the world; the couple is set up a minute before the start', async () => {
    expect(await acts('alex: Hi there')).toEqual([
      'set up: alex sam 2026-03-07T19:59Z',
      'at: 2026-03-07T20:00Z',
      'alex: Hi there',
    ]);
  });
  test.each([
    ['at: +1d 07:30', 'at: 2026-03-08T07:30Z'],
    ['counselor: claim', 'counselor: claim'],
    ['counselor: close false-alarm', 'counselor: close false-alarm'],
    ['counselor > sam: This is Dana.', 'counselor > sam: This is Dana.'],
    ['delivery: sam fails 30007', 'delivery: sam fails 30007'],
    ['delivery: sam blocked 403', 'delivery: sam blocked 403'],
    ['delivery: sam works', 'delivery: sam works'],
    ['counselor: done', 'counselor: done'],
    ['restart:', 'restart:'],
  ])('is carried out: %s', async (line, act) => {
    expect((await acts(line)).at(-1)).toBe(act);
  });
  test('fails when the world refuses, with its code', async () => {
    const { failure } = await play('counselor: claim\nalex: hi', { 'counselor: claim': { refuses: 'ALERT_HELD' } });
    expect(failure).toMatchObject({ line: { number: 3 }, came: expect.stringMatching(/^ALERT_HELD: /) });
  });
  test('is not reached when the couple cannot be set up', async () => {
    const { failure, said } = await play('alex: hi', {
      'set up: alex sam 2026-03-07T19:59Z': { refuses: 'KEY_MISSING' },
    });
    expect(failure).toMatchObject({ line: null, came: expect.stringMatching(/^KEY_MISSING: /) });
    expect(said).toEqual([]);
  });
});

describe('what setting up did', () => {
  test('is no part of the script', async () => {
    const welcome = { 'set up: alex sam 2026-03-07T19:59Z': { sends: [{ text: 'Welcome' }], alerts: [{}] } };
    expect((await play('alert: (none)\ncoach > alex: (nothing)\nnever > alex: welcome', welcome)).failure).toBeNull();
    expect((await play('alex: hi\ncoach > alex: one', { ...welcome, ...one })).failure).toBeNull();
  });
});
