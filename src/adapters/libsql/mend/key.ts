import type { Value } from '../database.ts';

/** The key of a row: the values of its key columns. */
export type Key = readonly Value[];

/** Before and after every key of a column. */
const ends = { text: ['', '\u{10FFFF}'], number: [0, Number.MAX_SAFE_INTEGER] } as const;

export type KeyType = keyof typeof ends;

/** Stands before every key. Pure. */
export const lowest = (types: readonly KeyType[]): Key => types.map((type) => ends[type][0]);
/** Stands after every key. Pure. */
export const highest = (types: readonly KeyType[]): Key => types.map((type) => ends[type][1]);

/** How many letters of a text count for what is between two of them. */
const letters = 48;
/** Letters are taken as digits: what is no ASCII counts as the last one. */
const base = 126n;

/**
 * A key about halfway between two keys; null where there is nothing between.
 * Pure.
 */
export function between(low: Key, high: Key, types: readonly KeyType[]): Key | null {
  const place = low.findIndex((value, index) => value !== high[index]);
  if (place < 0) return null;
  const [from, to] = [low[place] ?? null, high[place] ?? null];
  const middle = typeof from === 'number' ? middleNumber(from, Number(to)) : middleText(String(from), String(to));
  return middle === null ? null : [...low.slice(0, place), middle, ...lowest(types).slice(place + 1)];
}

/** Half a number: no row has it. Where nothing says how high numbers go, the middle of their lengths. */
function middleNumber(low: number, high: number): number | null {
  const least = Math.max(low, 1);
  const middle = Math.floor(high > 16 * least ? Math.sqrt(least) * Math.sqrt(high) : low / 2 + high / 2) + 0.5;
  return low < middle && middle < high ? middle : null;
}

function middleText(low: string, high: string): string | null {
  const middle = textOf((numberOf(low) + numberOf(high)) / 2n);
  return low < middle && middle < high ? middle : null;
}

function numberOf(text: string): bigint {
  const digits = Array.from({ length: letters }, (_, index) => text.charCodeAt(index) || 0);
  return digits.reduce((sum, digit) => sum * base + BigInt(Math.min(digit, Number(base) - 1)), 0n);
}

function textOf(number: bigint): string {
  const digits: number[] = [];
  for (let rest = number; digits.length < letters; rest /= base) digits.unshift(Number(rest % base));
  const end = digits.indexOf(0);
  return String.fromCharCode(...(end < 0 ? digits : digits.slice(0, end)));
}
