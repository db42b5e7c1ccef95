import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { contentDir } from '../../support/places.ts';
import { both, found } from './checked.ts';

const shipped = await readFile(join(contentDir, 'never-say.yaml'), 'utf8');
const codes = ['never-said', 'never-say-example', 'shape'] as const;
const said = (en: string, es: string, name = 'x', lanes = {}) =>
  found(
    ['never-said'],
    {
      'never-say.yaml': shipped,
      ...both(name, `a: { text: ${JSON.stringify(en)} }`, `a: { text: ${JSON.stringify(es)} }`),
    },
    { lanes },
  ).then((findings) =>
    findings.filter(({ file }) => file.endsWith(`${name}.yaml`)).map(({ what }) => /\((.+?)\)/.exec(what)?.[1]),
  );

describe('the shipped list', () => {
  test('proves itself by its examples', async () => {
    expect(await found(['never-say-example', 'shape', 'yaml'], { 'never-say.yaml': shipped })).toEqual([]);
  });
  test('is heard in both languages, in any case, with any marks', async () => {
    expect(await said('You SHOULD rest.', 'Deber\u00edas descansar.')).toEqual(['should', 'should']);
    expect(await said('You\u2019ll be fine', 'No es tu culpa')).toEqual(['will-be-fine']);
  });
  test('holds a nudge to what a lock screen may show', async () => {
    const [en, es] = ['Time to talk with your partner.', 'Un momento para tu pareja.'];
    expect(await said(en, es)).toEqual([]);
    expect(await said(en, es, 'x', { 'x.a': 'nudge' })).toEqual(['lock-screen', 'lock-screen']);
    expect(await said('Your check-in is ready.', 'Tu chequeo est\u00e1 listo.', 'x', { 'x.a': 'nudge' })).toEqual([]);
  });
  test('holds a crisis to an even voice', async () => {
    expect(await said('Good!', '\u00a1Bien!')).toEqual([]);
    expect(await said('Good!', '\u00a1Bien!', 'crisis-x')).toEqual(['exclamation-in-crisis', 'exclamation-in-crisis']);
  });
});

describe('a list', () => {
  const entry = (more: string) =>
    `no-x: { why: it is bad, languages: [en], words: "x+", catches: [xx], passes: [y]${more} }`;
  const check = (list: string, en = 'a: { text: "fine" }') =>
    found(codes, { 'never-say.yaml': list, ...both('t', en, 'a: { text: "x" }') });

  test('is looked for in texts, SMS variants and labels, in its languages, at their lines', async () => {
    const text =
      'a:\n  kind: choice\n  text: "an xx here"\n  sms: "x"\n  options:\n    one: { label: "X" }\n    two: { label: "box" }';
    const findings = await found(codes, { 'never-say.yaml': entry(''), ...both('t', text) });
    expect(findings.map(({ file, line, what }) => `${file} ${line} ${what}`)).toEqual([
      'en/t.yaml 3 a says "xx", which is never said (no-x): it is bad',
      'en/t.yaml 4 a says "x", which is never said (no-x): it is bad',
      'en/t.yaml 6 a says "x", which is never said (no-x): it is bad',
    ]);
  });
  test('that hears too little or too much fails at its line', async () => {
    const findings = await check(
      `${entry('')}\n${entry('').replace('no-x', 'other').replace('[xx]', '[z]').replace('[y]', '[x]')}`,
    );
    expect(findings).toMatchObject([
      { file: 'never-say.yaml', line: 2, what: 'other misses "z"; correct its pattern or its examples' },
      { file: 'never-say.yaml', line: 2, what: 'other takes "x"; correct its pattern or its examples' },
    ]);
  });
  test('that is not written as it has to be is refused', async () => {
    expect(await check(entry('').replace('"x+"', '"(x"'))).toMatchObject([{ code: 'shape', line: 1 }]);
    expect(await check(entry(', marks: "x"'))).toMatchObject([{ code: 'shape' }]);
    expect(await check(entry('').replace('catches: [xx], ', ''))).toMatchObject([{ code: 'shape' }]);
  });
  test('can hold for single texts', async () => {
    const some = entry(', where: none, keys: [t.b]');
    expect(await check(some, 'a: { text: "x" }\nb: { text: "x" }')).toMatchObject([{ line: 2 }]);
  });
});
