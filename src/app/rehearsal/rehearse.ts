import { CoachError } from '../../domain/errors.ts';
import type { MovableClock } from '../../ports/clock.ts';
import type { Coach } from '../coach.ts';

/** A rehearsal that needs more steps than this never ends by itself. */
const mostSteps = 20_000;

/**
 * Moves the clock to an instant in steps: to the next thing that is due, runs and sends it, and again until the target.
 * So everything within an hour happens, in order. Moves domain time only.
 */
export async function advance(coach: Coach, clock: MovableClock, target: number): Promise<void> {
  await coach.drained();
  for (let step = 0; step < mostSteps; step += 1) {
    const next = await coach.nextDue();
    if (next === null || next > target) {
      await clock.moveTo(Math.max(target, clock.now()));
      return;
    }
    await clock.moveTo(Math.max(next, clock.now()));
    await coach.runDue();
    await coach.drained();
  }
  throw new CoachError('TURN_TOO_LONG', 'The rehearsal never reached its hour: a timer keeps setting itself anew.');
}
