/** Runs work of one key one after the other, and work of different keys side by side. */
export interface Serial {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** A fresh set of queues, in memory. A queue that is empty takes no room. */
export function createSerial(): Serial {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(work, work);
      const tail = result.catch(() => {});
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
  };
}
