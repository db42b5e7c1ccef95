import type { Couple } from '../../domain/couple.ts';
import type { Frame, FrameTimer } from '../../domain/frame.ts';
import type { Side } from '../../domain/partner.ts';

/** An exercise as it stands on one phone: its dialog, the place it is at, what this partner has to do there, and until when. */
export interface Running {
  readonly exercise: string;
  readonly place: string;
  /** `answers`: they are asked something. `waits`: nothing is asked of them now. `apart`: it goes on, and they are not in it. */
  readonly part: 'answers' | 'waits' | 'apart';
  /** The instant at which the step ends by itself; null where it waits for nothing. */
  readonly until: string | null;
}

/**
 * What runs for this partner: for both at once, a break, the gate to something for two, or one of the `exercises` of their own.
 * Null where nothing does. What one of them answered in private stands nowhere in it. Pure.
 */
export function runningFor(couple: Couple, side: Side, exercises: readonly string[]): Running | null {
  const { frames = [], together } = couple.shared;
  const stack = couple[side]?.stack ?? [];
  const top = stack.at(-1);
  const [shared] = frames;
  if (shared) {
    const isIn = top?.shared === shared.id;
    const part = isIn ? partOf(top) : 'apart';
    return { exercise: shared.dialog, place: String(shared.snapshot.value), part, until: firstOf(shared.timers) };
  }
  const { timeOut, gate } = together ?? {};
  if (timeOut) {
    const part = top ? partOf(top) : 'waits';
    return { exercise: 'time-out', place: timeOut.stage, part, until: instant(timeOut.due) };
  }
  if (gate?.asked.includes(side)) {
    const part = top?.dialog === 'gate' ? partOf(top) : 'waits';
    return { exercise: gate.exercise, place: 'gate', part, until: instant(gate.closes) };
  }
  if (!top || !exercises.includes(top.dialog)) return null;
  return { exercise: top.dialog, place: String(top.snapshot.value), part: partOf(top), until: firstOf(top.timers) };
}

const partOf = ({ asked }: Frame): 'answers' | 'waits' => (asked ? 'answers' : 'waits');

const instant = (at: number): string => new Date(at).toISOString();

/** When the first of some timers is over; null where none runs. */
function firstOf(timers: readonly FrameTimer[]): string | null {
  const dues = timers.flatMap((each) => ('due' in each ? [each.due] : []));
  return dues.length > 0 ? instant(Math.min(...dues)) : null;
}
