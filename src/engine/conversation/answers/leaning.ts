import type { Leaning, Option, Reading } from '../../../domain/words.ts';
import { setsOf } from './sets.ts';
import { beginning, holds, isMadeOf, within } from './tiles.ts';

/** A yes or a no that words begin with, and the words after it. */
export interface Lead {
  readonly leans: 'yes' | 'no';
  readonly rest: string;
  /** Something before it makes it less sure: "maybe yes". */
  readonly hedged: boolean;
}

const signsIn = (text: string, { signs }: Leaning): boolean => signs.some((sign) => text.includes(sign));

/** What a message of signs alone says, such as 👍; null where it says neither or both. Pure. */
export function signed(text: string, { yes, no }: Reading): 'yes' | 'no' | null {
  const [isYes, isNo] = [signsIn(text, yes), signsIn(text, no)];
  if (isYes === isNo) return null;
  return isYes ? 'yes' : 'no';
}

/** The yes or no that words begin with; null when they begin otherwise. Pure. */
export function leadOf(said: string, reading: Reading): Lead | null {
  const bare = within(said, setsOf(reading).around);
  const sure = leads(bare, reading);
  if (sure) return { ...sure, hedged: false };
  const unhedged = leads(within(bare, setsOf(reading).loose), reading);
  return unhedged && { ...unhedged, hedged: true };
}

function leads(said: string, reading: Reading): Omit<Lead, 'hedged'> | null {
  for (const leans of ['no', 'yes'] as const) {
    const word = beginning(said, setsOf(reading).words[leans]);
    if (word !== null) return { leans, rest: said.slice(word.length + 1) };
  }
  return null;
}

/** Whether an option means yes, or no, by the first word for it in a language. Pure. */
export const means = ({ words }: Option, leans: 'yes' | 'no'): boolean =>
  leans === 'yes'
    ? words.en.includes('yes') || words.es.includes('si')
    : words.en.includes('no') || words.es.includes('no');

/** Whether words after a yes or no leave it clear. Pure. */
export const isSure = (rest: string, leans: 'yes' | 'no', reading: Reading): boolean =>
  isMadeOf(rest, setsOf(reading).surely[leans]);

/** Whether words turn an answer around, or say its contrary. Pure. */
export function turns(rest: string, leans: 'yes' | 'no' | null, reading: Reading): boolean {
  if (reading.turns.some((phrase) => holds(rest, phrase))) return true;
  if (leans === null) return false;
  const { surely } = reading[leans];
  // "nobody else sees it" after a yes is no contrary.
  const left = [...surely].sort((one, other) => other.length - one.length).reduce(without, rest);
  const contrary = [...reading[leans === 'yes' ? 'no' : 'yes'].words, ...(leans === 'yes' ? ['not', 't'] : [])];
  return contrary.some((phrase) => holds(left, phrase));
}

const without = (said: string, phrase: string): string => ` ${said} `.replaceAll(` ${phrase} `, '  ').trim();
