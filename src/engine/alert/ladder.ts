import type { Alert, AlertTimer, OnCall } from '../../domain/alert.ts';
import type { Level } from '../../domain/screening.ts';
import type { Roster } from '../../domain/staff/roster.ts';
import { staffedLater } from '../../domain/staffed.ts';
import { withoutTimers, withTimer } from './timer-list.ts';

/** What the clocks need to know of the clinic: its zone, and who can be called; null where nobody is known. */
export interface Clinic {
  readonly zone: string;
  readonly onCall: Roster | null;
  /** How many open emergencies each person holds, by name; none where it is left out. */
  readonly held?: ReadonlyMap<string, number>;
}

/** Whom a level calls one after the other, and how long before each: ms. */
interface Ladder {
  readonly steps: readonly (readonly [who: OnCall, after: number])[];
  /** How long after its last step it begins again. No later step of it then waits longer than this. */
  readonly again: number;
  /** How long an acknowledgement holds the next step back. */
  readonly held: number;
  /** Its time goes by in the clinic's hours only. */
  readonly staffed: boolean;
}

const minute = 60_000;
const hour = 60 * minute;

/** Source: safety.md, "Levels and clocks". The first step is taken as the alert is raised. */
const ladders: Readonly<Partial<Record<Level, Ladder>>> = {
  emergency: {
    steps: [
      ['primary', 0],
      ['backup', 2 * minute],
      ['lead', 2 * minute],
      ['everyone', 2 * minute],
    ],
    ...{ again: 5 * minute, held: 3 * minute, staffed: false },
  },
  urgent: {
    steps: [
      ['primary', 0],
      ['backup', 5 * minute],
      ['lead', 5 * minute],
    ],
    ...{ again: 15 * minute, held: 10 * minute, staffed: false },
  },
  'same-day': {
    steps: [
      ['primary', 0],
      ['lead', 2 * hour],
    ],
    ...{ again: hour, held: hour, staffed: true },
  },
};

const id = 'ladder';

/** The alert whose first step was taken now; a ladder that it was on is left. Pure. */
export const beginLadder = (alert: Alert, at: number, clinic: Clinic): Alert => withStep(alert, 1, at, clinic);

/** The alert with no step to come. Pure. */
export const endLadder = (alert: Alert): Alert => withoutTimers(alert, id);

/** Whether a step is to come. Pure. */
export const isOnLadder = (alert: Alert): boolean => nextStep(alert) !== undefined;

/** Whom the step that is due calls, and the alert with the next one to come. Pure. */
export function climb(
  alert: Alert,
  { nth = 1 }: AlertTimer,
  at: number,
  clinic: Clinic,
): { alert: Alert; who: OnCall } {
  const steps = ladders[alert.level]?.steps ?? [];
  return { alert: withStep(alert, nth + 1, at, clinic), who: steps[nth % steps.length]?.[0] ?? 'everyone' };
}

/** The next step, taken before its time because nobody of this one can be reached; null where the ladder would begin again, or has none. Pure. */
export function climbAtOnce(alert: Alert, at: number, clinic: Clinic): ReturnType<typeof climb> | null {
  const step = nextStep(alert);
  const steps = ladders[alert.level]?.steps ?? [];
  return step && (step.nth ?? 1) % steps.length !== 0 ? climb(alert, step, at, clinic) : null;
}

/** When everybody is called again after nobody was reached: within a minute of the level's own time. Pure. */
export function nextMinute(level: Level, at: number, clinic: Clinic): number {
  const ladder = ladders[level];
  return ladder ? later(ladder, at, minute, clinic) : at + minute;
}

/** The alert whose next step waits because somebody looks; the later ones follow it. Never sooner than it was. Pure. */
export function holdStep(alert: Alert, at: number, clinic: Clinic): Alert {
  const step = nextStep(alert);
  const ladder = ladders[alert.level];
  if (!step || !ladder) return alert;
  return withTimer(alert, { ...step, due: Math.max(step.due, later(ladder, at, ladder.held, clinic)) });
}

/** Whom a step calls that is called by hand while no step is to come: the one after the last, at most the last of all. Pure. */
export function stepByHand(alert: Alert): { alert: Alert; who: OnCall } {
  const steps = ladders[alert.level]?.steps ?? [];
  const escalated = (alert.escalated ?? 0) + 1;
  return { alert: { ...alert, escalated }, who: steps[Math.min(escalated, steps.length - 1)]?.[0] ?? 'everyone' };
}

/** The step that is to come; undefined where none is. Pure. */
export const nextStep = ({ timers = [] }: Alert): AlertTimer | undefined => timers.find((timer) => timer.id === id);

function withStep(alert: Alert, nth: number, at: number, clinic: Clinic): Alert {
  const ladder = ladders[alert.level];
  if (!ladder) return endLadder(alert);
  return withTimer(alert, { id, nth, due: later(ladder, at, waitBefore(ladder, nth), clinic) });
}

/** How long after the step before it the nth one is taken. */
function waitBefore({ steps, again }: Ladder, nth: number): number {
  const index = nth % steps.length;
  const wait = steps[index]?.[1] ?? 0;
  if (nth < steps.length) return wait;
  return index === 0 ? again : Math.min(wait, again);
}

const later = ({ staffed }: Ladder, at: number, ms: number, { zone }: Clinic): number =>
  staffed ? staffedLater(at, ms, zone) : at + ms;
