import type { NoAnswer } from '../../ports/language.ts';
import { isPassing } from './outcome.ts';

/** One try, and the longest wait before the second, ms: together less than half a lease. */
const tryMs = 900;
const waitMs = 500;

/**
 * Makes a call, and once more within half a second where that may come out otherwise. Each try ends in its time, whatever the
 * service does. `draw` gives the part of the wait, 0 to 1. `call` never rejects. Touches timers.
 */
export async function inTwoTries<Value>(
  call: (signal: AbortSignal) => Promise<Value | NoAnswer>,
  outer: AbortSignal,
  draw: () => number,
): Promise<Value | NoAnswer> {
  const first = await once(call, outer);
  if (!isFailure(first) || outer.aborted || !isPassing(first, waitMs)) return first;
  await delay(Math.max(first.retryAfterMs ?? 0, 50 + draw() * (waitMs - 50)), outer);
  return outer.aborted ? first : once(call, outer);
}

async function once<Value>(
  call: (signal: AbortSignal) => Promise<Value | NoAnswer>,
  outer: AbortSignal,
): Promise<Value | NoAnswer> {
  const own = new AbortController();
  const end = (): void => own.abort();
  let timer: NodeJS.Timeout | undefined;
  // The client is told to end, and is not waited for where it does not.
  const late = new Promise<NoAnswer>((resolve) => {
    own.signal.addEventListener('abort', () => resolve({ ok: false, code: 'TIMEOUT' }), { once: true });
    timer = setTimeout(end, tryMs);
    outer.addEventListener('abort', end, { once: true });
    if (outer.aborted) end();
  });
  try {
    return await Promise.race([call(own.signal), late]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', end);
  }
}

/** Whether a call has no answer. Pure. */
export const isFailure = (value: unknown): value is NoAnswer =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;

/** Waits, or until the signal. */
function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
