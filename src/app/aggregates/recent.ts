import { createLru } from '../../domain/lru.ts';

/** How many of one kind are kept open. */
const keptOpen = 1_000;

/**
 * What this process last wrote or read of aggregates. Reads of the same one at a time are one read, and a read that was
 * overtaken by a write is not kept: what is here is never older than what this process wrote.
 */
export function createRecent<Value>(read: (id: string) => Promise<Value | null>) {
  const known = createLru<Value>(keptOpen);
  const reading = new Map<string, Promise<Value | null>>();

  function readOnce(id: string): Promise<Value | null> {
    const mine: Promise<Value | null> = read(id)
      .then((value) => {
        if (isMine() && value) known.set(id, value);
        return value;
      })
      .finally(() => {
        if (isMine()) reading.delete(id);
      });
    const isMine = (): boolean => reading.get(id) === mine;
    reading.set(id, mine);
    return mine;
  }

  return {
    get: async (id: string): Promise<Value | null> => known.get(id) ?? reading.get(id) ?? readOnce(id),
    /** Reads it again, for whoever must know what others wrote. */
    refresh: readOnce,
    peek: (id: string): Value | undefined => known.get(id),
    set(id: string, value: Value): void {
      reading.delete(id);
      known.set(id, value);
    },
    forget(id: string): void {
      reading.delete(id);
      known.forget(id);
    },
  };
}
