import type { Say } from '../domain/effect.ts';
import { CoachError } from '../domain/errors.ts';
import type { Piece } from './body.ts';
import type { Reader } from './content.ts';
import { type Arguments, type Format, given, reachedArgument, type Values } from './message.ts';
import type { CrisisPack } from './packs.ts';

/** A message that can be said. */
export interface Sayable extends Arguments {
  readonly format: Format;
}

/**
 * The pieces of a message for a reader. A pack's words go over a dialog's own: a crisis line cannot be put out of place by
 * a name. Pure. @throws CoachError `CONTENT_INVALID` with the key.
 */
export function filled(
  message: Sayable,
  { key, params }: Say,
  to: Reader,
  pack: CrisisPack | undefined,
): readonly Piece[] {
  const own = to.name === undefined ? params : { name: to.name, ...params };
  for (const name of message.args) if (own[name] === undefined) throw invalid('argument-missing', key);
  for (const name of message.numbers) if (!Number.isFinite(Number(own[name]))) throw invalid('argument-invalid', key);
  const values = { [reachedArgument]: 'yes', ...ownValues(message, own, key), ...lineValues(message, to, pack) };
  try {
    return message.format(values, isOfAnotherYear(message, own, to));
  } catch {
    // The cause would carry the value, and a value may be a partner's words.
    throw invalid('argument-invalid', key);
  }
}

function ownValues({ numbers, dates }: Sayable, own: Say['params'], key: string): Values {
  const values: Record<string, Values[string]> = {};
  for (const [name, value] of Object.entries(own)) {
    if (dates.includes(name)) values[name] = instantOf(value, key);
    else if (numbers.includes(name)) values[name] = value;
    else values[name] = typeof value === 'number' ? value : given(value, false);
  }
  return values;
}

function instantOf(value: string | number, key: string): number {
  const instant = Date.parse(String(value));
  if (Number.isNaN(instant)) throw invalid('argument-invalid', key);
  return instant;
}

const lineValues = ({ packArgs }: Sayable, { language }: Reader, pack: CrisisPack | undefined): Values =>
  Object.fromEntries(packArgs.map((name) => [name, given(pack?.say[language][name] ?? '', true)]));

/** Whether a date of the message lies in another year than the reader's today: its year is then said. */
const isOfAnotherYear = ({ dates }: Arguments, own: Say['params'], { today }: Reader): boolean =>
  today !== undefined && dates.some((name) => String(own[name]).slice(0, 4) !== today.slice(0, 4));

/** A text that cannot be said. Pure. */
export const invalid = (problem: 'text-missing' | 'argument-missing' | 'argument-invalid', key: string): CoachError =>
  new CoachError('CONTENT_INVALID', `A text cannot be rendered: ${problem}.`, { problem, key });
