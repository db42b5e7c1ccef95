import type { MovableClock } from '../../../ports/clock.ts';
import type { Store } from '../../../ports/store.ts';
import type { Trouble } from './trouble.ts';
import type { Month } from './world.ts';

/** How long after the last trouble something may still be leased to a process that died, ms. */
const leasesEnd = 40_000;
/** More rounds than this, and time never passes. */
const mostRounds = 20_000;

/**
 * Lets time pass as a running service does: what was spooled, what is due and what waits is done at its instant; after trouble in
 * steps that grow, until every lease has ended. The store is asked past all trouble when the next thing is due.
 */
export function createPassing(month: Month, store: Store, clock: MovableClock, trouble: Trouble) {
  /** One round of the loops of a service. What fails is tried again in the next. */
  async function round(): Promise<void> {
    await month.doing(async (app) => {
      if (await app.spooling.pending()) await app.spooling.replay();
      if (!(await app.spooling.pending())) await app.runDue();
      await app.drained();
    });
  }

  async function nextAt(target: number): Promise<number> {
    const now = clock.now();
    const since = now - trouble.lastAt();
    const soon = since < leasesEnd ? now + Math.max(1_000, since) : target;
    const away = trouble.awayUntil();
    if (away !== null) return Math.min(target, away);
    const due = [await store.nextDueAt(), await store.nextEntryAt()].map((at) => at ?? target);
    return Math.min(target, soon, Math.max(now + 1, Math.min(...due)));
  }

  return {
    round,
    /** Until an instant. @throws Error when it never comes. */
    async until(target: number): Promise<void> {
      for (let rounds = 0; rounds < mostRounds; rounds += 1) {
        const next = await nextAt(target);
        await clock.moveTo(next);
        if (next >= target) return;
        await round();
      }
      throw new Error('The simulation never reached its instant: something is due again and again.');
    },
    /** Until nothing breaks any more and all that was begun is done. */
    async recovered(): Promise<void> {
      trouble.set(false);
      for (let rounds = 0; rounds < 12; rounds += 1) {
        await round();
        await this.until(clock.now() + 10_000);
      }
      await round();
    },
  };
}

export type Passing = ReturnType<typeof createPassing>;
