import type { Effect, InformEffect } from '../../domain/effect.ts';
import { type Person, workingWays } from '../../domain/staff/person.ts';
import { nextDrill } from '../../domain/staff/readiness.ts';
import type { Drill, Roster } from '../../domain/staff/roster.ts';
import type { Duty } from '../../domain/staff/rota.ts';
import { callable, quietFor } from '../alert/whom.ts';
import { informLead } from './news.ts';
import type { RosterClinic, Stepped } from './roster-event.ts';
import {
  isOfDrill as isOfRun,
  drillStepTimer as stepTimer,
  drillWayTimer as wayTimer,
  withoutTimers,
  withTimer,
} from './roster-timers.ts';
import { whoHas } from './whom.ts';

const minute = 60_000;

/** The event's id, fresh and random, and its instant. */
interface Now {
  readonly id: string;
  readonly at: number;
}

/** Whom a drill calls, and when after its begin: as an urgent alert does. Once the last is over, it was missed. Source: safety.md, "Levels and clocks". */
const steps: readonly (readonly [duty: Duty, after: number])[] = [
  ['primary', 0],
  ['backup', 5 * minute],
  ['lead', 10 * minute],
];
/** How long after its begin a drill has to be acknowledged, ms. */
export const drillMs = 15 * minute;

const weekly = 'drill';

/** Whether a drill waits for its answer. Pure. */
export const isOpenDrill = (drill: Drill | undefined): drill is Drill =>
  drill !== undefined && drill.answeredAt === null && drill.missedAt === undefined;

/** The roster whose next drill begins by itself in the clinic's week. Pure. */
export const planDrill = (roster: Roster, at: number, { zone }: RosterClinic): Roster =>
  withTimer(roster, { id: weekly, due: nextDrill(roster, at, zone) });

/** Begins a drill; one that waits for its answer goes on. Pure. */
export function startDrill(roster: Roster, now: Now): Stepped {
  if (isOpenDrill(roster.drill)) return { roster, effects: [] };
  const drill: Drill = { id: now.id, at: now.at, answeredAt: null, by: null };
  return callStep({ ...roster, drill }, drill, 0, now);
}

/** The roster whose drill somebody acknowledged; the same where it is over. Pure. */
export function answerDrill(roster: Roster, drill: string, person: string, at: number): Roster {
  if (!isOpenDrill(roster.drill) || roster.drill.id !== drill) return roster;
  return { ...withoutTimers(roster, isOfRun), drill: { ...roster.drill, answeredAt: at, by: person } };
}

/** Moves on at once where a way did not take the drill: to the person's next way, else to the next step. Pure. */
export function drillFailed(roster: Roster, failed: { drill: string; person: string; way: string }, now: Now): Stepped {
  const { drill } = roster;
  if (!isOpenDrill(drill) || drill.id !== failed.drill) return { roster, effects: [] };
  const waiting = roster.timers?.filter(({ id }) => id.startsWith(`${wayTimer}|${failed.person}|`)) ?? [];
  const [next] = waiting.toSorted((one, other) => one.due - other.due);
  if (next) return callWay(roster, next.id, now);
  const step = roster.timers?.find(({ id }) => id === stepTimer);
  // The last step has nobody behind it: it ends when its time is over.
  if (!step || (step.nth ?? 0) >= steps.length) return { roster, effects: [] };
  return callStep(roster, drill, step.nth ?? 0, now);
}

/** What a timer of drills does; null where it is none of them. Pure. */
export function drillTimer(roster: Roster, timer: string, now: Now, clinic: RosterClinic): Stepped | null {
  if (timer === weekly) return startDrill(planDrill(roster, now.at, clinic), now);
  if (!isOfRun(timer)) return null;
  const { drill } = roster;
  const nth = roster.timers?.find(({ id }) => id === timer)?.nth ?? 0;
  const fired = withoutTimers(roster, (id) => id === timer);
  if (!isOpenDrill(drill)) return { roster: fired, effects: [] };
  if (timer !== stepTimer) return callWay(roster, timer, now);
  return nth < steps.length ? callStep(fired, drill, nth, now) : missed(fired, drill, now);
}

/** Nobody answered in time: who leads hears of it at once. */
function missed(roster: Roster, drill: Drill, now: Now): Stepped {
  const over = { ...withoutTimers(roster, isOfRun), drill: { ...drill, missedAt: now.at } };
  const { id, at } = drill;
  return { roster: over, effects: informLead(over, { kind: 'drill-missed', drill: { id, at } }, now) };
}

/** Calls who has the step's duty: by their first way now, by the others when their time comes. Nobody there: the next step at once. */
function callStep(roster: Roster, drill: Drill, nth: number, now: Now): Stepped {
  const step = steps[nth];
  const later = withTimer(roster, {
    id: stepTimer,
    nth: nth + 1,
    due: Math.max(now.at + 1, drill.at + afterStep(nth)),
  });
  if (!step) return { roster: withTimer(roster, { id: stepTimer, nth, due: drill.at + drillMs }), effects: [] };
  const persons = whomToDrill(roster, step[0], now.at);
  return persons.length > 0
    ? persons.reduce(calling(drill, now), { roster: later, effects: [] })
    : callStep(roster, drill, nth + 1, now);
}

const afterStep = (nth: number): number => steps[nth + 1]?.[1] ?? drillMs;

/** Before going live a rota may have holes: the first step then calls everybody, as an alert would. Somebody in their quiet hours is left to sleep. */
function whomToDrill(roster: Roster, duty: Duty, at: number): readonly Person[] {
  const person = whoHas(roster, duty, at);
  const awake = (each: Person): boolean => quietFor(each, at) === null;
  if (person) return awake(person) ? [person] : [];
  return duty === 'primary' ? callable(roster).filter(awake) : [];
}

const calling =
  ({ id, at }: Drill, now: Now) =>
  ({ roster, effects }: Stepped, person: Person): Stepped => {
    const [first, ...others] = workingWays(person).toSorted((one, other) => one.after - other.after);
    if (!first) return { roster, effects };
    const timed = others.reduce(
      (timing, way) =>
        withTimer(timing, { id: `${wayTimer}|${person.id}|${way.id}`, due: now.at + way.after - first.after }),
      roster,
    );
    return { roster: timed, effects: [...effects, drillEffect({ id, at }, person.id, first.id, now)] };
  };

/** One more way of somebody whom the drill has called. */
function callWay(roster: Roster, timer: string, now: Now): Stepped {
  const [, person = '', way = ''] = timer.split('|');
  const fired = withoutTimers(roster, (id) => id === timer);
  const { drill } = roster;
  const effects: readonly Effect[] = drill ? [drillEffect({ id: drill.id, at: drill.at }, person, way, now)] : [];
  return { roster: fired, effects };
}

const drillEffect = (drill: Pick<Drill, 'id' | 'at'>, person: string, way: string, { id }: Now): InformEffect => ({
  ...{ id: `${id}.${person}.${way}`, type: 'inform', to: 'system', lane: 'crisis', person, way },
  about: { kind: 'drill', drill },
});
