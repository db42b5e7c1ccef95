import type { Reading } from '../../../domain/words.ts';

/** The lists of a reading as sets, together where they are used together. */
export type Sets = ReturnType<typeof made>;

const known = new WeakMap<Reading, Sets>();

/** The sets of a reading, made once. Pure. */
export function setsOf(reading: Reading): Sets {
  const sets = known.get(reading);
  if (sets) return sets;
  const now = made(reading);
  known.set(reading, now);
  return now;
}

const made = ({ yes, no, around, beside, hedges }: Reading) => ({
  around: new Set(around),
  loose: new Set([...around, ...hedges]),
  beside: new Set([...around, ...beside]),
  words: { yes: new Set(yes.words), no: new Set(no.words) },
  surely: { yes: new Set([...yes.words, ...yes.surely]), no: new Set([...no.words, ...no.surely]) },
});
