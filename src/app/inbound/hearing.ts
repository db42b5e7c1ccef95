import type { Screening } from '../../domain/screening.ts';
import type { Log } from '../../ports/log.ts';
import type { Meter } from '../../ports/meter.ts';
import type { Steps } from '../../safety/screen.ts';

/** Characters of a text that is screened as it comes: more than people write in a message. */
const shortText = 1_000;

/** Milliseconds that all long texts together take of one turn of the event loop. One step may go a few over. */
const slice = 5;

interface Job {
  readonly steps: Steps;
  readonly done: (screening: Screening) => void;
  readonly failed: (error: unknown) => void;
  spent: number;
}

/** What the screening hears when it fails: itself a reason to ask. */
const failed: Screening = {
  level: 'check',
  categories: ['suicide'],
  matches: [
    { rule: 'screening.failed', category: 'suicide', level: 'check', about: 'self', language: 'en', span: [0, 0] },
  ],
};

/**
 * Hears texts of any length to their end. A short one is heard at once. Long ones share one slice of each turn of the
 * event loop, and the one that had least goes first: a long text waits for others no longer than it takes itself, times
 * their number, and a short one for one slice at most (ADR 13). Touches the event loop and the clock of this process.
 */
export function createHearing(screen: (text: string) => Steps, log: Log, meter: Meter) {
  const jobs = new Set<Job>();
  let planned = false;

  function runSlice(): void {
    planned = false;
    const end = performance.now() + slice;
    while (jobs.size > 0 && performance.now() < end) step(leastSpent(jobs));
    plan();
  }

  function plan(): void {
    if (planned || jobs.size === 0) return;
    planned = true;
    setImmediate(runSlice);
  }

  function step(job: Job): void {
    const started = performance.now();
    try {
      const { done, value } = job.steps.next();
      job.spent += performance.now() - started;
      if (!done) return;
      finish(job);
      job.done(value);
    } catch (error) {
      finish(job);
      job.failed(error);
    }
  }

  function finish(job: Job): void {
    jobs.delete(job);
    meter.took('screening', job.spent / 1_000);
  }

  async function hear(text: string): Promise<Screening> {
    try {
      return await new Promise<Screening>((done, fail) => {
        const job: Job = { steps: screen(text), done, failed: fail, spent: 0 };
        jobs.add(job);
        if (text.length <= shortText) step(job);
        plan();
      });
    } catch (error) {
      log.error('screening.failed', error);
      return failed;
    }
  }

  return hear;
}

function leastSpent(jobs: ReadonlySet<Job>): Job {
  let least: Job | undefined;
  for (const job of jobs) if (!least || job.spent < least.spent) least = job;
  return least as Job;
}
