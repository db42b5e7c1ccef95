import { describe, expect, test } from '@jest/globals';
import { both, found } from './checked.ts';

const codes = ['argument-use-differs', 'plural-form-missing'] as const;
const texts = (en: string, es: string) =>
  found(codes, both('x', `a: { text: ${JSON.stringify(en)} }`, `a: { text: ${JSON.stringify(es)} }`));
const what = async (en: string, es: string) =>
  (await texts(en, es)).map((finding) => `${finding.file}: ${finding.what}`);

const days = '{n, plural, one {# day} other {# days}}';
const dias = '{n, plural, one {# d\u00eda} other {# d\u00edas}}';

describe('counts across languages', () => {
  test('are fine where each language has its own forms', async () => {
    expect(await what(days, dias)).toEqual([]);
    expect(await what('{n, plural, =0 {none} one {one} other {#}}', '{n, plural, =1 {uno} other {#}}')).toEqual([]);
    expect(await what(`${days} {n}`, dias)).toEqual([]);
  });
  test('are refused where one language counts and the other does not', async () => {
    expect(await what(days, '{n} d\u00edas')).toEqual([
      'es/x.yaml: a uses {n} as plain text here and as plural in en; use it alike',
    ]);
    expect(await what('{n, number}', '{n}')).toHaveLength(1);
    expect(await what(days, '{n, selectordinal, other {#.o}}')).toEqual([
      'es/x.yaml: a uses {n} as selectordinal here and as plural in en; use it alike',
    ]);
  });
  test('are refused where a form is missing that the language needs', async () => {
    const [finding] = await texts('{n, plural, other {# days}}', dias);
    expect(finding).toMatchObject({ severity: 'error', file: 'en/x.yaml', line: 1, code: 'plural-form-missing' });
    expect(finding?.what).toBe('a has no form "one" for {n}, which this language needs; write it');
    expect(await what('{n, selectordinal, one {#st} other {#th}}', '{n, selectordinal, other {#.\u00ba}}')).toEqual([
      'en/x.yaml: a has no form "two" for {n}, which this language needs; write it',
      'en/x.yaml: a has no form "few" for {n}, which this language needs; write it',
    ]);
  });
  test('are looked at inside of others, and in SMS variants', async () => {
    const inside = `{who, select, you {you ${days}} other {they ${days}}}`;
    expect(await what(inside, inside.replaceAll('one {# day} ', ''))).toHaveLength(1);
    const sms = (form: string) => `a: { text: "${days}", sms: "{n, plural, ${form}other {# d}}" }`;
    expect(await found(codes, both('x', sms('one {# d} '), sms('')))).toMatchObject([{ file: 'es/x.yaml' }]);
  });
});

test('a choice by words has the same words in every language', async () => {
  const select = (key: string) => `{by, select, ${key} {a} other {b}}`;
  expect(await what(select('nudge'), select('nudge'))).toEqual([]);
  expect(await what(select('nudge'), select('aviso'))).toEqual([
    'es/x.yaml: a uses {by} as select (aviso, other) here and as select (nudge, other) in en; use it alike',
  ]);
});
