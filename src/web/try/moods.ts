import type { Language } from '../../domain/language.ts';
import { words } from './dictionary.ts';
import type { MoodView } from './wire.ts';

/** How negative messages were, 0 to 100, oldest first. Pure. */
export const sharesOf = (trend: MoodView['trend']): readonly number[] =>
  trend.map(({ negative }) => Math.round(negative * 100));

/** The chart as a sentence, for who does not see it: its last ten bars. Pure. */
export function chartWords(language: Language, shares: readonly number[]): string {
  const heard = shares.slice(-10);
  if (heard.length === 1) return words.text(language, 'moods.trend_one', { last: heard[0] ?? 0 });
  return words.text(language, 'moods.trend_other', { count: heard.length, values: heard.join(', ') });
}
