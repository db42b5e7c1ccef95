import { CoachError } from '../../domain/errors.ts';
import type { Deps } from '../deps.ts';
import type { HealthProblem } from './health.ts';

/** How long what was found stands, ms of real time: whoever asks more often is told the same. */
const standsFor = 3_000;

/** Looks whether what is told could be kept: writes something small to the store, its keys and the spool. */
export function createHealthCheck({ store, spool, health, clock }: Pick<Deps, 'store' | 'spool' | 'health' | 'clock'>) {
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  /** Tells what a part's check found; what it had found before has passed. */
  const watch = (part: string): ((work: Promise<void>) => Promise<void>) => {
    let before: string | null = null;
    return async (work) => {
      const about = await work.then(
        () => null,
        (error: unknown) => fileOf(error) ?? part,
      );
      if (before !== null && before !== about) health.clear('STORE_UNAVAILABLE', before);
      if (about !== null) health.report({ code: 'STORE_UNAVAILABLE', about, blocks: true });
      before = about;
    };
  };
  const [ofStore, ofSpool] = [watch('store'), watch('spool')];

  let known: readonly string[] = [];
  /** What was damaged stays a problem until the operator has taken the damaged file away. */
  async function tellDamaged(): Promise<void> {
    const found = await store.setAside().catch(() => known);
    for (const about of known) if (!found.includes(about)) health.clear('STORE_DAMAGED', about);
    for (const about of found) health.report({ code: 'STORE_DAMAGED', about, blocks: false });
    known = found;
  }

  async function look(): Promise<void> {
    await Promise.all([ofStore(store.check()), ofSpool(spool.check()), tellDamaged()]);
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

/** The file that a fault names. */
function fileOf(error: unknown): string | null {
  const file = error instanceof CoachError ? error.details['file'] : null;
  return typeof file === 'string' ? file : null;
}
