import type { MovableClock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { createSerial } from '../aggregates/serial.ts';
import type { Coach } from '../coach.ts';
import type { CoupleSpec } from '../enrolment/enrol.ts';
import { loadKept, saveKept } from './kept.ts';
import { advance } from './rehearse.ts';
import type { StartOver } from './start-over.ts';

/** A rehearsal of one couple: its clock moves, and it can start anew. One thing at a time. */
export interface Rehearsal {
  readonly now: () => number;
  /** Lives through the time until an instant that is told by the one it is now. @throws CoachError what `target` throws. */
  advanceTo(target: (now: number) => Promise<number>): Promise<void>;
  /** Couple, alerts and clock as on a first start. */
  startOver(): Promise<void>;
  /** The number of a stream's last entry before the rehearsal began; 0 where it never started over. */
  before(stream: string): number;
}

interface RehearsalDeps {
  readonly app: Coach & { readonly startOver: StartOver };
  readonly clock: MovableClock;
  readonly store: Store;
  readonly couple: string;
  readonly spec: CoupleSpec;
  /** The streams that begin anew with it. */
  readonly streams: readonly string[];
}

/** Opens the rehearsal of a couple where it was left. Reads the store. */
export async function openRehearsal({ app, clock, store, couple, spec, streams }: RehearsalDeps): Promise<Rehearsal> {
  let { began } = await loadKept(store);
  const serial = createSerial();
  const alone = <T>(work: () => Promise<T>): Promise<T> => serial.run('rehearsal', work);
  return {
    now: () => clock.now(),
    advanceTo: (target) => alone(async () => advance(app, clock, await target(clock.now()))),
    startOver: () =>
      alone(async () => {
        await app.drained();
        await clock.startOver();
        began = await app.startOver(couple, spec, streams);
        await saveKept(store, { began });
      }),
    before: (stream) => began[stream] ?? 0,
  };
}
