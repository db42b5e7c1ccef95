/** Waits until something wakes it, for one consumer. */
export interface Waiter {
  /** Ends the present wait, or the next one. */
  wake(): void;
  /** Resolves when woken, after `ms`, or when the signal ends. */
  wait(ms: number): Promise<void>;
}

/** A waiter that an ended signal wakes for good. */
export function createWaiter(signal: AbortSignal): Waiter {
  let woken = false;
  let end: (() => void) | null = null;
  const wake = (): void => {
    woken = true;
    end?.();
  };
  signal.addEventListener('abort', wake, { once: true });
  return {
    wake,
    async wait(ms) {
      if (!woken && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      end = null;
      woken = false;
    },
  };
}
