/** What happens at an instant. */
export interface Item<What> {
  readonly at: number;
  readonly what: What;
}

/** What is still to happen, the earliest first; what is for one instant in the order in which it came. In memory. */
export function createAgenda<What>() {
  const items: Item<What>[] = [];
  return {
    add(at: number, what: What): void {
      let low = 0;
      for (let high = items.length; low < high; ) {
        const middle = (low + high) >> 1;
        if ((items[middle]?.at ?? 0) <= at) low = middle + 1;
        else high = middle;
      }
      items.splice(low, 0, { at, what });
    },
    /** Takes the earliest that comes before an instant; null when there is none. */
    take: (before: number): Item<What> | null => ((items[0]?.at ?? before) < before ? (items.shift() ?? null) : null),
    /** Drops what would have happened before an instant. */
    drop(before: number): void {
      while (items[0] && items[0].at < before) items.shift();
    },
  };
}
