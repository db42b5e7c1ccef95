import { firstWord } from './tiles.ts';

type Index = ReadonlyMap<string, readonly number[]>;

const indexes = new WeakMap<readonly unknown[], Index>();

/**
 * Those of a long list that words may hold, in the list's order: whose first word is among them. The index is made once for a
 * list. Pure.
 */
export function candidates<Item>(
  said: string,
  list: readonly Item[],
  phraseOf: (item: Item) => string,
): readonly Item[] {
  const index = indexes.get(list) ?? indexOf(list, phraseOf);
  // Most words begin no phrase.
  const hits = said.split(' ').filter((word) => index.has(word));
  if (hits.length === 0) return [];
  const found = new Set(hits.flatMap((word) => index.get(word) ?? []));
  return [...found].sort((left, right) => left - right).flatMap((at) => list.slice(at, at + 1));
}

function indexOf<Item>(list: readonly Item[], phraseOf: (item: Item) => string): Index {
  const index = new Map<string, number[]>();
  list.forEach((item, at) => {
    const first = firstWord(phraseOf(item));
    const others = index.get(first);
    if (others) others.push(at);
    else index.set(first, [at]);
  });
  indexes.set(list, index);
  return index;
}
