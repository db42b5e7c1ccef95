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
  const index = indexes.get(list) ?? indexOf(list.map(phraseOf));
  indexes.set(list, index);
  const found = new Set<number>();
  for (const word of said.split(' ')) for (const at of index.get(word) ?? []) found.add(at);
  return [...found].sort((left, right) => left - right).flatMap((at) => list.slice(at, at + 1));
}

function indexOf(phrases: readonly string[]): Index {
  const index = new Map<string, number[]>();
  phrases.forEach((phrase, at) => {
    const [first = ''] = phrase.split(' ');
    const others = index.get(first);
    if (others) others.push(at);
    else index.set(first, [at]);
  });
  return index;
}
