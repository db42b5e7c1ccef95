/** What a work came to when its time was over first. */
export class TimeoutError extends Error {
  constructor() {
    super('It took too long.');
    this.name = 'TimeoutError';
  }
}

/** The work's own result within `ms`; the work is left alone after that. @throws TimeoutError */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), ms);
  });
  try {
    return await Promise.race([over, work]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The work's own result, within `ms` and until `outer` is aborted. The work is told by its signal, and is left alone if it
 * does not listen. @throws TimeoutError
 */
export async function bounded<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  outer?: AbortSignal,
): Promise<T> {
  const control = new AbortController();
  let late: () => void = () => {};
  const over = new Promise<never>((_, reject) => {
    late = () => {
      reject(new TimeoutError());
      control.abort();
    };
  });
  const timer = setTimeout(late, ms);
  outer?.addEventListener('abort', late, { once: true });
  if (outer?.aborted) late();
  try {
    return await Promise.race([over, work(control.signal)]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', late);
  }
}
