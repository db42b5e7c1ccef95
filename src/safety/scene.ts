import type { Sign } from '../domain/rule.ts';
import { clausesOf } from './clauses.ts';
import type { Normalised } from './normalise.ts';
import type { Compiled } from './patterns.ts';
import { type HeardSign, placesOf } from './signs.ts';
import { isDenied } from './told.ts';

/** One window of a text, as its rules are heard in it. */
export interface Scene {
  readonly normalised: Normalised;
  readonly clauses: Int32Array;
  /** The signs that bear on what a rule hears, and where: looked for once one has heard something. */
  readonly bearing: () => readonly HeardSign[];
  /** All signs that were heard by now: those that only tell, and those that bear where they were looked for. */
  readonly heard: () => readonly Sign[];
}

/** A window with the signs that may be in it. Pure. */
export function sceneOf(normalised: Normalised, signs: readonly Compiled<Sign>[]): Scene {
  const { text, tokens } = normalised;
  const clauses = clausesOf(tokens);
  let bearing: readonly HeardSign[] | undefined;
  const tells = (each: Compiled<Sign>): boolean =>
    placesOf(each, text).some(
      ({ from }) => !isDenied(each.entry, { tokens, clauses, first: normalised.tokenAt(from) }),
    );
  return {
    normalised,
    clauses,
    bearing() {
      bearing ??= signs.filter(({ entry }) => bears(entry)).flatMap((each) => placesOf(each, text));
      return bearing;
    },
    heard: () => [
      ...signs.filter((each) => !bears(each.entry) && tells(each)).map(({ entry }) => entry),
      ...(bearing ?? []).map(({ sign }) => sign),
    ],
  };
}

/** A sign that means something for what a rule hears; the others only tell. */
const bears = ({ neither, turns, raises }: Sign): boolean => (neither ?? turns ?? raises) !== undefined;
