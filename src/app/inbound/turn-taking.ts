import { atLeast, type Screening } from '../../domain/screening.ts';

interface Entry {
  /** Heard, and being taken in. */
  taking: boolean;
  taken: Promise<unknown>;
}

/**
 * Hears and takes in each sender's messages in the order in which they were written: a message waits until the earlier
 * ones are taken. A crisis waits for none that is still being heard: it goes ahead of what the same sender wrote before
 * (ADR 13). Keeps what is under way, and nothing after that.
 */
export function createTurnTaking(hear: (text: string) => Promise<Screening>) {
  const underWay = new Map<string, Set<Entry>>();

  return async function inTurn<T>(
    sender: string,
    text: string,
    take: (screening: Screening) => Promise<T>,
  ): Promise<T> {
    const all = underWay.get(sender) ?? new Set<Entry>();
    const earlier = [...all];
    const entry: Entry = { taking: false, taken: Promise.resolve() };
    underWay.set(sender, all.add(entry));
    const work = async (): Promise<T> => {
      const screening = await hear(text);
      const ahead = atLeast(screening.level, 'same-day') ? earlier.filter(({ taking }) => taking) : earlier;
      if (ahead.length > 0) await Promise.all(ahead.map(({ taken }) => taken));
      entry.taking = true;
      return take(screening);
    };
    const result = work();
    entry.taken = result.catch(() => {});
    try {
      return await result;
    } finally {
      all.delete(entry);
      if (all.size === 0) underWay.delete(sender);
    }
  };
}
