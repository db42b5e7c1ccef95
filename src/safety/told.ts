import type { Sign } from '../domain/rule.ts';
import { type Distress, distresses, type Tells, tellsSchema } from '../domain/tells.ts';

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
