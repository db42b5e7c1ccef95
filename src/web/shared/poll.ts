import { type ReadonlySignal, signal } from '@preact/signals';
import { nextDelay, type Pace } from './back-off.ts';

/** Something asked again and again. */
export interface Poll {
  /** Failures in a row. */
  readonly failures: ReadonlySignal<number>;
  /** Asks at once instead of waiting; resolves after the next round. */
  soon(): Promise<void>;
}

/** Runs `task` at the pace, one at a time: slower in a hidden tab and after failures. Touches timers and the page. */
export function poll(task: () => Promise<void>, pace: Pace): Poll {
  const failures = signal(0);
  let timer = 0;
  let running: Promise<void> | null = null;

  async function round(): Promise<void> {
    window.clearTimeout(timer);
    try {
      await task();
      failures.value = 0;
    } catch {
      failures.value += 1;
    }
    running = null;
    timer = window.setTimeout(() => void start(), nextDelay(pace, failures.value, document.hidden));
  }

  function start(): Promise<void> {
    running ??= round();
    return running;
  }

  const soon = (): Promise<void> => (running ? running.then(start) : start());

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void soon();
  });
  void start();
  return { failures, soon };
}
