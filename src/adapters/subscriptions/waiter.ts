/** Waits until something wakes it, for one consumer. */
export interface Waiter {
  /** Ends the present wait, or the next one. */
  wake(): void;
  /** Whether it was woken, or the signal ended, within `ms`. */
  wait(ms: number): Promise<boolean>;
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
          const timer = setTimeout(resolve, ms).unref();
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      end = null;
      const wasWoken = woken;
      woken = signal.aborted;
      return wasWoken;
    },
  };
}
