import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadPacks } from '../../src/content/lines.ts';
import { createReport } from '../../src/content/problems.ts';
import { packArguments } from '../../src/content/schema.ts';
import { carrierWords, loadVocabularies } from '../../src/content/words.ts';
import { languages } from '../../src/domain/language.ts';
import { plain } from '../../src/domain/words.ts';

const dir = join(import.meta.dirname, '../../content');
const { report, problems } = createReport();
const [words, packs] = await Promise.all([loadVocabularies(dir, report), loadPacks(dir, report)]);

const meaning = (language: (typeof languages)[number], text: string) =>
  words?.[language].phrases.get(plain(text)) ?? null;

describe('the shipped words and crisis lines', () => {
  test('are whole', () => expect(problems).toEqual([]));

  test.each(languages)('in %s give carriers\u2019 words their carriers\u2019 meaning', (language) => {
    for (const [command, list] of Object.entries(carrierWords)) {
      expect(list.map((word) => meaning(language, word))).toEqual(list.map(() => ({ command })));
    }
  });
  test('do not start anything on a bare yes', () => {
    for (const word of ['yes', 'YES', 's\u00ed', 'ok', 'no'])
      expect(languages.map((each) => meaning(each, word))).toEqual([null, null]);
  });
  test.each([
    ['en', 'Please stop texting me!', 'no-nudges'],
    ['en', 'Don\u2019t text me anymore', 'no-nudges'],
    ['es', 'Ya no me escriban', 'no-nudges'],
    ['es', '\u00a1ALTO!', 'no-nudges'],
    ['en', 'Never mind...', 'cancel'],
    ['es', 'D\u00e9jalo', 'cancel'],
    ['en', 'Counselor, please', 'counselor'],
    ['es', 'Una persona real', 'counselor'],
    ['en', 'I\u2019d rather not say', 'skip'],
    ['es', 'Atr\u00e1s', 'back'],
  ] as const)('in %s know "%s"', (language, text, command) => expect(meaning(language, text)).toEqual({ command }));
  test('leave answers and everyday words alone', () => {
    const everyday = [
      'fine',
      'later',
      'not now',
      'start now',
      'not today',
      'bien',
      'luego',
      'seguir',
      'continue',
      'stop it hurts',
      'END it all',
    ];
    for (const text of everyday)
      expect([text, ...languages.map((each) => meaning(each, text))]).toEqual([text, null, null]);
  });
  test('say nothing with digits outside the United States', () => {
    expect(JSON.stringify(packs.get('zz')?.say)).not.toMatch(/\d/);
  });
  test('fill every argument in every pack and language, with and without a capital', () => {
    for (const pack of packs.values()) {
      for (const language of languages) expect(Object.keys(pack.say[language])).toHaveLength(packArguments.length * 2);
    }
    expect(packs.get('us')?.say.en['SuicideLine']).toBe('Call or text 988');
    expect(packs.get('us')?.say.es['suicideLine']).toBe('llama al 988 y oprime 2, o manda AYUDA al 988');
  });
  test('have the numbers of safety.md', () => {
    const line = (id: string) => packs.get('us')?.lines.find((each) => each.id === id);
    expect(line('emergency')?.call).toBe('911');
    expect(line('suicide')).toMatchObject({
      call: '988',
      press: { veterans: '1', spanish: '2' },
      text: { number: '988', word: { es: 'AYUDA' } },
    });
    expect(line('poison')?.call).toBe('1-800-222-1222');
    expect(line('drug')?.call).toBe('1-800-662-4357');
    expect(line('violence')).toMatchObject({
      call: '1-800-799-7233',
      text: { number: '88788', word: { en: 'START' } },
    });
    expect(line('crisis-text')?.text).toMatchObject({ number: '741741', word: { en: 'HOME' } });
    expect(line('maternal')?.call).toBe('1-833-852-6262');
  });
});
