import { syllable } from 'syllable';
import type { Language } from '../../domain/language.ts';
import { syllablesEs } from './syllables-es.ts';

/** What a text is made of, for reading formulas. */
interface Measure {
  readonly words: number;
  readonly sentences: number;
  readonly syllables: number;
}

/**
 * The school grade it takes to read a text, and its length in words. Formulas are made for passages: below some thirty words a
 * single long word moves them by a grade.
 *
 * English: Flesch-Kincaid grade (Kincaid, Fishburne, Rogers, Chissom: Derivation of new readability formulas, 1975).
 * Spanish: Crawford's formula in years of school (Crawford: A Spanish language Fry-type readability procedure, 1984).
 * Pure.
 */
export function gradeOf(text: string, language: Language): { readonly grade: number; readonly words: number } {
  const measure = measureOf(text, language === 'en' ? syllable : syllablesEs);
  if (measure.words === 0) return { grade: 0, words: 0 };
  return { grade: language === 'en' ? fleschKincaid(measure) : crawford(measure), words: measure.words };
}

const fleschKincaid = ({ words, sentences, syllables }: Measure): number =>
  0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;

const crawford = ({ words, sentences, syllables }: Measure): number =>
  -0.205 * ((100 * sentences) / words) + 0.049 * ((100 * syllables) / words) - 3.407;

/**
 * A sentence ends as Flesch counts it, at a full stop, a colon, a semicolon, a question or exclamation mark, and at the end
 * of a line. Numbers are dialled, not read: what has no letter is no word.
 */
function measureOf(text: string, count: (word: string) => number): Measure {
  const sentences = text.split(/[.!?:;]+(?=["'”’)\s]|$)|\n/).filter((part) => /\p{L}/u.test(part));
  const words = text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.filter((word) => /\p{L}/u.test(word)) ?? [];
  return {
    words: words.length,
    sentences: sentences.length,
    syllables: words.reduce((sum, word) => sum + Math.max(1, count(word)), 0),
  };
}
