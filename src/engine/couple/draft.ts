import type { Screening } from '../../domain/screening.ts';
import { type Flaw, longestShared } from '../../domain/share.ts';
import { heardOf, type Words } from '../../domain/words.ts';

/**
 * What in a draft for the other partner speaks against passing it on as it is. `unsafe`: the screening heard something in it, be it
 * ever so little. Pure.
 */
export function flawsIn(text: string, words: Words, screening: Screening): readonly Flaw[] {
  return [
    ...(heardOf(words.blame, text) as readonly Flaw[]),
    ...(screening.level === 'none' ? [] : (['unsafe'] as const)),
    ...(text.length > longestShared ? (['long'] as const) : []),
  ];
}
