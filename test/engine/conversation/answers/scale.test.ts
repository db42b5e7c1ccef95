import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Content } from '../../../../src/content/content.ts';
import type { Json } from '../../../../src/domain/frame.ts';
import { type Language, languages } from '../../../../src/domain/language.ts';
import { plain } from '../../../../src/domain/words.ts';
import { scale } from '../../../../src/engine/conversation/answers/scale.ts';
import { theEngine } from '../../../support/engine.ts';

let content: Content;
beforeAll(async () => {
  ({ content } = await theEngine());
});

function read(text: string, language: Language): Json {
  const { words } = content;
  const question = { kind: 'scale' as const, options: [] };
  return scale.read({ text, said: plain(text), question, asked: {}, language, words, today: () => '2026-03-07' });
}

const keycaps = ['0️⃣', '1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣', '6️⃣', '7️⃣', '8️⃣', '9️⃣', '🔟'];

/** The ways in which a number is written: digits of any script, a word of either language, a key. */
function waysOf(value: number): readonly string[] {
  const digits = (zero: number): string =>
    String(value).replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  const words = languages.flatMap((language) =>
    [...content.words.numbers[language]].filter(([, number]) => number === value).map(([word]) => word),
  );
  return [String(value), digits(0xff10), digits(0x660), keycaps[value] ?? '', ...words];
}

const numbers = fc.integer({ min: 0, max: 10 });
const someLanguage = fc.constantFrom(...languages);

test('a number from 0 to 10 is read in every way it is written, with words around and behind it, in both languages', () => {
  const { around, hedges } = content.words.reading;
  const beside = fc.constantFrom('', ...around, ...hedges);
  const scaleWords = fc.constantFrom('', ' out of 10', '/10', ' de 10', ' sobre 10');
  const behind = fc.constantFrom(
    '',
    '.',
    '!',
    ', it was a long day',
    '. Fue un día largo',
    ' because we argued',
    ' porque peleamos',
  );
  fc.assert(
    fc.property(
      numbers,
      fc.nat(),
      beside,
      scaleWords,
      behind,
      someLanguage,
      (value, pick, before, of, after, language) => {
        const ways = waysOf(value);
        const way = ways[pick % ways.length] ?? '';
        const text = `${before} ${way}${of}${after}`.trim();
        expect([text, read(text, language)]).toEqual([text, value]);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('two numbers that differ, one below 0 or above 10, and a broken one are never guessed at', () => {
  const joined = fc.constantFrom(' or ', ' o ', ', maybe ', ' to ', ' - ', '. ');
  fc.assert(
    fc.property(numbers, numbers, joined, someLanguage, (one, other, between, language) => {
      if (one !== other) expect(read(`${one}${between}${other}`, language)).toBeNull();
      expect(read(`-${one + 1}`, language)).toBeNull();
      expect(read(`${one + 11}`, language)).toBeNull();
      expect(read(`${one}.5`, language)).toBeNull();
      expect(read(`${one},5`, language)).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('what has no number and no word for nothing is no answer', () => {
  const letters = fc.stringMatching(/^[bcdfgjkqvwxz ]{1,20}$/);
  fc.assert(fc.property(letters, someLanguage, (text, language) => expect(read(text, language)).toBeNull()));
});
