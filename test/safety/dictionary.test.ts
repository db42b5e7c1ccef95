import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { loadScreeningRules } from '../../src/content/screening-rules.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { misspelt, withoutLeet } from '../../src/safety/spellings.ts';

const { resolve } = createRequire(import.meta.url);
const wordsOf = (list: string): readonly string[] => JSON.parse(readFileSync(resolve(list), 'utf8')) as string[];
const bare = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const screen = createScreener(await loadScreeningRules('content/screening'));

describe('the spelling help', () => {
  test.each(['an-array-of-english-words', 'an-array-of-spanish-words'])(
    'turns no word of the dictionary into another: %s',
    (list) => {
      const words = [...new Set(wordsOf(list).map(bare))];
      expect(words.length).toBeGreaterThan(200_000);
      const turned = words.filter((word) => (misspelt(word) ?? word) !== word || withoutLeet(word) !== word);
      expect(turned).toEqual([]);
    },
  );

  test.each([
    'they swabbed my arm and I was fine',
    'the breeding won’t stop',
    'the blending won’t stop',
    'he straggled behind us',
    'the cut scabbed over',
    'I stubbed my toe',
    'she was handing out flyers',
    'a probation violation, but it was only a late form',
    'se dejó las patillas largas',
    'no queda ni una gota de leche',
    'the view from the summit',
    'a canny deal at the shop',
  ])('leaves "%s" to what it says', (text) => {
    expect(screen(text).level).toBe('none');
  });

  test.each([
    'he stabed me',
    'he strangeled me',
    'the bleedng won’t stop',
    'he strangles me',
    'quiero suicdarme',
    'voy a ahorcarmee',
  ])('still hears "%s"', (text) => {
    expect(screen(text).level).not.toBe('none');
  });
});
