import type { Sign } from '../domain/rule.ts';
import { type Distress, distresses, type Tells, tellsSchema } from '../domain/tells.ts';
import { wordsBefore } from './clauses.ts';
import type { Place } from './downgrade.ts';

/** For each thing that can be told its values, what weighs most first. */
const orders = new Map<string, readonly unknown[]>(
  Object.entries(tellsSchema.shape).map(([name, schema]) => {
    const inner = schema.unwrap();
    return [name, 'options' in inner ? inner.options : [true]];
  }),
);

/** All that signs tell, as one: where two say different things of the same, what weighs most. Undefined where none tells. Pure. */
export function toldBy(signs: readonly Sign[]): Tells | undefined {
  const told = signs.flatMap(({ tells }) => tells ?? []);
  if (told.length === 0) return undefined;
  const all: Record<string, unknown> = {};
  for (const [name, value] of told.flatMap((each) => Object.entries(each))) {
    const order = orders.get(name) ?? [];
    if (all[name] === undefined || order.indexOf(value) < order.indexOf(all[name])) all[name] = value;
  }
  const weighs = new Set(told.flatMap(({ distress }) => distress ?? []));
  const { distress: _, ...rest } = all;
  const distress: readonly Distress[] = distresses.filter((each) => weighs.has(each));
  return (distress.length > 0 ? { ...rest, distress } : rest) as Tells;
}

const negators: ReadonlySet<string> = new Set(
  'not never dont doesnt didnt wont wouldnt isnt arent wasnt aint havent hasnt cant couldnt without nunca jamas ni sin tampoco'.split(
    ' ',
  ),
);
const deniable = ['method', 'means', 'when', 'attempt', 'child', 'farewell', 'voices', 'begun'] as const;

/** Whether a sign stands in a denial ("I don't have a gun", "no tengo pistola"): nothing is told by it then. Pure. */
export function isDenied({ tells, language }: Sign, { tokens, clauses, first }: Omit<Place, 'last'>): boolean {
  if (!tells || deniable.every((name) => tells[name] === undefined)) return false;
  const before = wordsBefore(tokens, clauses, first, 4);
  const isNo = language === 'es' ? before.slice(-3).includes('no') : before.at(-1) === 'no';
  return isNo || before.some((word) => negators.has(word));
}
