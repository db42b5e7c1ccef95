import type { Deps } from '../deps.ts';
import type { HealthProblem } from './health.ts';

/** How long what was found stands, ms of real time: whoever asks more often is told the same. */
const standsFor = 3_000;

/** Looks whether what is told could be kept: writes something small to the store, its keys and the spool. */
export function createHealthCheck({ store, spool, health, clock }: Pick<Deps, 'store' | 'spool' | 'health' | 'clock'>) {
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  const note = (about: string, work: Promise<void>): Promise<void> =>
    work.then(
      () => health.clear('STORE_UNAVAILABLE', about),
      () => health.report({ code: 'STORE_UNAVAILABLE', about, blocks: true }),
    );

  async function look(): Promise<void> {
    await Promise.all([note('store', store.check()), note('spool', spool.check())]);
    looked = clock.real();
  }

  /** Every problem there is now. Never rejects. */
  return async function checkHealth(): Promise<readonly HealthProblem[]> {
    if (Math.abs(clock.real() - looked) >= standsFor) {
      looking ??= look().finally(() => {
        looking = null;
      });
      await looking;
    }
    return health.problems();
  };
}
