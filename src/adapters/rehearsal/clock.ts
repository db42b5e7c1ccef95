import type { MovableClock } from '../../ports/clock.ts';
import { createOnwardTime, realTime } from '../clock/machine-time.ts';

/** The clock in production: both times are the machine's. */
export const systemClock = { now: createOnwardTime(), real: realTime };

/**
 * A clock that runs on from an offset, for the try page. `save` keeps the offset, so that a restart does not go back. `shared`
 * is the clock of a store that several processes have: both times are then its own, whatever this machine's clock says.
 */
export function createRunningClock(
  offset: number,
  save: (offset: number) => Promise<void>,
  shared?: () => number,
): MovableClock {
  let ahead = offset;
  const onward = shared ? createOnwardTime({ wall: shared, running: () => performance.now() }) : createOnwardTime();
  const clock = { now: () => onward() + ahead, real: shared ?? realTime };
  return {
    ...clock,
    async moveTo(instant) {
      if (instant <= clock.now()) return;
      ahead = instant - onward();
      await save(ahead);
    },
    async startOver() {
      ahead = 0;
      await save(ahead);
    },
  };
}

/** A clock that stands still until it is moved, for scripts. */
export function createStandingClock(start: number): MovableClock {
  let now = start;
  return {
    now: () => now,
    real: realTime,
    async moveTo(instant) {
      now = Math.max(now, instant);
    },
    async startOver() {
      now = start;
    },
  };
}
