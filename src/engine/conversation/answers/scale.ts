import { z } from 'zod';
import type { AnswerKind, Reply } from './kind.ts';
import { readNumber } from './spoken.ts';

/** A whole number from 0 to 10, in digits or as a word, "7 out of 10" too. */
export const scale: AnswerKind = {
  read: readScale,
  values: () => z.int().min(0).max(10),
  samples: () => [0, 5, 10],
};

function readScale({ said, text, language, words }: Reply): number | null {
  // A minus or a comma would be lost in the plain form: "-3" and "7,5" are no whole numbers from 0 to 10.
  if (/[-\u2212]\s*\d|\d[.,]\d/.test(text)) return null;
  const bare = said.replace(/ (?:10|out of 10|out of ten|de 10|sobre 10|de diez)$/, '');
  const value = readNumber(bare, { language, words });
  return value !== undefined && value >= 0 && value <= 10 ? value : null;
}
