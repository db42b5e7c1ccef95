/** Wakes those who wait for a topic. In memory, within this process. */
export interface Bell<Payload> {
  ring(topic: string, payload: Payload): void;
  /** Calls `listener` at each ring of a topic, until the function that it gives back is called. */
  listen(topic: string, listener: (payload: Payload) => void): () => void;
}

/** A bell without listeners. */
export function createBell<Payload>(): Bell<Payload> {
  const listeners = new Map<string, Set<(payload: Payload) => void>>();
  return {
    ring(topic, payload) {
      for (const listener of [...(listeners.get(topic) ?? [])]) listener(payload);
    },
    listen(topic, listener) {
      const those = listeners.get(topic) ?? new Set();
      listeners.set(topic, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0 && listeners.get(topic) === those) listeners.delete(topic);
      };
    },
  };
}
