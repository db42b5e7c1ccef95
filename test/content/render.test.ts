import { describe, expect, test } from '@jest/globals';
import { foldGsm } from '../../src/content/sms.ts';
import type { Rendered } from '../../src/ports/channel.ts';
import { load } from './folder.ts';

const content = await load({
  'en/x.yaml': `danger: { text: "In danger now? Call {emergency}. {Emergency}." }
days: { text: "{n, plural, one {# day} other {# days}} of {name}" }
pull: { kind: scale, text: "From 0 to 10, how strong?" }
feel: { kind: several, text: "Which of these?", options: { hungry: { label: Hungry }, tired: { label: Tired } } }
note: { kind: text, text: "Anything else?" }
`,
  'es/x.yaml': `danger: { text: "\u00bfEn peligro? Llama al {emergency}. {Emergency}." }
days: { text: "{n, plural, one {# d\u00eda} other {# d\u00edas}} de {name}" }
pull: { kind: scale, text: "Del 0 al 10, \u00bfqu\u00e9 tan fuerte?" }
feel: { kind: several, text: "\u00bfCu\u00e1les?", options: { hungry: { label: Hambre }, tired: { label: Cansancio } } }
note: { kind: text, text: "\u00bfAlgo m\u00e1s?" }
`,
});

const web = { language: 'en', channel: 'direct-line', country: 'us' } as const;
const sms = { ...web, channel: 'sms' } as const;
const say = (key: string, params: Record<string, string | number> = {}) => ({ key, params });
const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a text in an app', () => {
  test('has the long text and a button for each option', () => {
    const message: Rendered = content.render(say('day.mood'), web);
    expect(message).toEqual({
      key: 'day.mood',
      text: 'How was today together?',
      body: [{ type: 'line', inlines: [{ type: 'text', text: 'How was today together?' }] }],
      buttons: [
        { label: 'Good', value: 'good' },
        { label: 'Hard', value: 'hard' },
      ],
      labels: ['Good', 'Hard'],
      counselor: null,
      language: 'en',
    });
  });
  test('has neither button nor number for an option that is not offered', () => {
    const some = { ...say('day.mood'), offered: ['hard'] };
    const message = content.render(some, web);
    expect([message.buttons.map(({ value }) => value), message.labels]).toEqual([['hard'], ['Hard']]);
    expect(content.render(some, sms).text).toMatch(/ 1 Hard$/);
    expect(content.render(say('day.mood'), sms).text).toMatch(/ 1 Good 2 Hard$/);
  });

  test('has buttons 0 to 10 for a scale, one for each of several, none for a text', () => {
    const buttons = (key: string) => content.render(say(key), web).buttons.map(({ value }) => value);
    expect(buttons('day.craving')).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(buttons('x.feel')).toEqual(['hungry', 'tired']);
    expect(buttons('x.note')).toEqual([]);
  });
  test('is in the reader\u2019s language, arguments filled in as they are', () => {
    const params = { who: '{emergency} <b>' };
    expect(content.render(say('day.hello', params), { ...web, language: 'es' }).text).toBe(
      'Hola {emergency} <b>, es un nuevo d\u00eda.',
    );
  });
  test('takes the reader\u2019s name from the caller, and counts', () => {
    const days = (n: number) => content.render(say('x.days', { n }), { ...web, name: 'Sam' }).text;
    expect([days(1), days(2)]).toEqual(['1 day of Sam', '2 days of Sam']);
  });
});

describe('a text by SMS', () => {
  test('has the short text and numbered options, no buttons', () => {
    const { text, buttons, labels } = content.render(say('day.mood'), sms);
    expect({ text, buttons, labels }).toEqual({
      text: 'How was today? 1 Good 2 Hard',
      buttons: [],
      labels: ['Good', 'Hard'],
    });
  });
  test('falls back to the long text', () => {
    expect(content.render(say('day.mood'), { ...sms, language: 'es' }).text).toMatch(/juntos\? 1 Bien 2 Dificil$/);
  });
  test('says 0-10 where the text does not', () => {
    expect(content.render(say('day.craving'), sms).text).toBe('How strong was the pull today? 0-10');
    expect(content.render(say('x.pull'), sms).text).toBe('From 0 to 10, how strong?');
  });
  test('is folded, values too', () => {
    expect(content.render(say('day.hello', { who: '\u201cSam\u201d' }), sms).text).toBe('Hi "Sam", it\'s a new day.');
    expect(foldGsm('\u2018a\u2019 \u2013 b \u2014 c\u2026\u00a0d \u00abe\u00bb \u00e1\u00f1')).toBe(
      '\'a\' - b - c... d "e" \u00e1\u00f1',
    );
  });
});

describe('crisis lines', () => {
  const danger = (country: string, params = {}) => content.render(say('x.danger', params), { ...web, country }).text;
  test('are those of the reader\u2019s country', () => {
    expect(danger('us')).toBe('In danger now? Call 911. 911.');
    expect(danger('US')).toBe(danger('us'));
  });
  test('are words without digits in a country that has no pack', () => {
    expect(danger('fr')).toBe('In danger now? Call the local number. The local number.');
    expect(danger('')).toBe(danger('zz'));
  });
  test('cannot be put out of place by an argument', () => {
    expect(danger('us', { emergency: '5' })).toBe('In danger now? Call 911. 911.');
  });
});

describe('a counselor\u2019s words', () => {
  const words = { counselor: 'Dana', words: 'This is {who} \u2013 can I call?' };
  test('carry the name and stay as they were written', () => {
    const { text, counselor, key, buttons } = content.render(words, web);
    expect({ text, counselor, key, buttons }).toEqual({
      text: 'Dana, a counselor: This is {who} \u2013 can I call?',
      counselor: 'Dana',
      key: null,
      buttons: [],
    });
  });
  test('are introduced in the reader\u2019s language and folded by SMS', () => {
    expect(content.render(words, { ...sms, language: 'es' }).text).toBe(
      'Dana, del equipo de consejer\u00eda: This is {who} - can I call?',
    );
  });
});

describe('what cannot be rendered', () => {
  test.each([
    ['an unknown text', say('day.nothing'), 'text-missing'],
    ['a missing argument', say('day.hello'), 'argument-missing'],
    ['an argument that does not fit', say('x.days', { n: 'secret', name: 'Sam' }), 'argument-invalid'],
  ])('%s is CONTENT_INVALID, without words', (_, what, problem) => {
    const error = thrown(() => content.render(what, web));
    expect(error).toMatchObject({ code: 'CONTENT_INVALID', details: { problem, key: what.key } });
    expect(JSON.stringify(error)).not.toContain('secret');
  });
});
