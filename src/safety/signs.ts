import type { Sign } from '../domain/rule.ts';
import type { About, Category } from '../domain/screening.ts';
import { normalise } from './normalise.ts';
import { type Compiled, createPatterns } from './patterns.ts';

/** A sign that was heard: [from, to) in a normalised text. */
export interface HeardSign {
  readonly sign: Sign;
  readonly from: number;
  readonly to: number;
}

/** What stands somewhere in a normalised text, and what it is about. */
export interface Spot {
  readonly category: Category;
  readonly about: About;
  readonly from: number;
  readonly to: number;
}

/** Every place where one pattern of a sign is heard. Pure. */
export function placesOf({ entry: sign, pattern }: Compiled<Sign>, text: string): readonly HeardSign[] {
  const places: HeardSign[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    places.push({ sign, from: found.index, to: found.index + found[0].length });
    if (found[0] === '') pattern.lastIndex += 1;
  }
  return places;
}

/** Whether a sign is about things of this kind. Pure. */
export const concerns = ({ of, about }: Sign, spot: Pick<Spot, 'category' | 'about'>): boolean =>
  (of?.includes(spot.category) ?? true) && (about?.includes(spot.about) ?? true);

/** Whether a sign bears on what stands there: they overlap, and it is about such things. Pure. */
export const bearsOn = ({ sign, from, to }: HeardSign, spot: Spot): boolean =>
  from < spot.to && spot.from < to && concerns(sign, spot);

/** Which of these signs are heard in a short text: what their examples are checked with. Pure. @throws CoachError SCREENING_INVALID */
export function createSignReader(signs: readonly Sign[]): (text: string) => readonly Sign[] {
  const patterns = createPatterns(signs);
  return (text) => {
    const { text: plain } = normalise(text);
    return patterns(plain).flatMap((each) => placesOf(each, plain).map(({ sign }) => sign));
  };
}
