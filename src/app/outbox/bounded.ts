import type { Attempt } from './effects/carrier.ts';

/** An attempt ends within this many ms, whatever the channel does: what became of it is then unknown. Touches timers. */
export async function bounded(ms: number, work: (signal: AbortSignal) => Promise<Attempt>): Promise<Attempt> {
  const control = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Attempt>((resolve) => {
    // Not AbortSignal.timeout: it cannot be cleared, and would go off for every message long after it was sent.
    timer = setTimeout(() => {
      control.abort();
      resolve({ over: false, code: 'TIMEOUT' });
    }, ms).unref();
  });
  try {
    return await Promise.race([work(control.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
