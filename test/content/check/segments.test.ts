import { describe, expect, test } from '@jest/globals';
import { checkContent } from '../../../src/content/check/check.ts';
import { inFolder } from '../folder.ts';
import { both, found } from './checked.ts';

const file = (text: string) => `a: { text: "${text}" }`;
const sms = (name: string, en: string, es = 'hola') =>
  found(['sms-too-long', 'sms-segments'], both(name, file(en), file(es)));
const letters = (count: number) => 'e'.repeat(count);

async function rows(changes: Readonly<Record<string, string>>) {
  return inFolder(
    changes,
    async (dir) => (await checkContent(dir, { today: '2026-11-23', lanes: new Map() })).segments,
  );
}

describe('SMS segments', () => {
  test('are one up to 160 letters, and are warned about from two on in English', async () => {
    expect(await sms('x', letters(160))).toEqual([]);
    expect(await sms('x', letters(161))).toMatchObject([
      { severity: 'warning', file: 'en/x.yaml', line: 1, code: 'sms-segments' },
    ]);
    expect(await sms('x', 'hello', letters(161))).toEqual([]);
  });
  test('are an error over 2, in a crisis over 3; in Spanish over 3 and 4', async () => {
    const severity = async (name: string, en: number, es: number) =>
      (await sms(name, letters(en), letters(es))).filter((each) => each.severity === 'error').map((each) => each.file);
    expect(await severity('x', 306, 459)).toEqual([]);
    expect(await severity('x', 307, 460)).toEqual(['en/x.yaml', 'es/x.yaml']);
    expect(await severity('crisis-x', 459, 612)).toEqual([]);
    expect(await severity('crisis-x', 460, 613)).toEqual(['en/crisis-x.yaml', 'es/crisis-x.yaml']);
  });
  test('count the text as it goes out: folded, numbered, with the lines of each country', async () => {
    const question =
      'kind: choice, text: "\u201cHow?\u201d {emergency}", options: { good: { label: Good }, bad: { label: Bad } }';
    const found = await rows(both('x', `a: { ${question} }`));
    const own = found.filter(({ key, language }) => key === 'x.a' && language === 'en');
    expect(own).toEqual([
      {
        key: 'x.a',
        language: 'en',
        country: 'us',
        encoding: 'GSM-7',
        characters: '"How?" 911 1 Good 2 Bad'.length,
        segments: 1,
      },
      {
        key: 'x.a',
        language: 'en',
        country: 'zz',
        encoding: 'GSM-7',
        characters: '"How?" the local number 1 Good 2 Bad'.length,
        segments: 1,
      },
    ]);
    expect(found.filter(({ key }) => key === 'day.mood').map(({ country }) => country)).toEqual(['-', '-']);
  });
  test('hold 70 letters once one is outside of GSM-7', async () => {
    const found = await rows(both('x', file(`${letters(70)}`), file(`${letters(70)}\u00ed`)));
    expect(found.filter(({ key }) => key === 'x.a')).toMatchObject([
      { language: 'en', encoding: 'GSM-7', segments: 1 },
      { language: 'es', encoding: 'UCS-2', segments: 2 },
    ]);
  });
});
