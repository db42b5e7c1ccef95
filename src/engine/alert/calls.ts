import type { Alert, OnCall } from '../../domain/alert.ts';
import type { Call } from '../../domain/call.ts';
import type { Effect } from '../../domain/effect.ts';
import { type ContactWay, type Person, workingWays } from '../../domain/staff/person.ts';
import { notifyEffect } from './alert-effects.ts';
import { type Clinic, climbAtOnce, nextMinute } from './ladder.ts';
import { withoutTimers, withTimer } from './timer-list.ts';
import { callable, quietFor, whomToCall } from './whom.ts';

/** An alert that has called somebody, and the notices that go out for it now. */
export interface Called {
  readonly alert: Alert;
  readonly effects: readonly Effect[];
}

/** What calls are made in: the event's id, fresh and random, and its instant. */
interface Now {
  readonly id: string;
  readonly at: number;
}

const timerOf = (person: string): string => `call:${person}`;
/** The timer of one who is called. Pure. */
export const calledBy = (timer: string): string | null => (timer.startsWith('call:') ? timer.slice(5) : null);
/** The timer of everybody, once nobody was reached. */
export const againTimer = 'everyone-again';

/**
 * Calls the persons of a step: each by the first of their ways now, by the others when their time comes. Where nobody can be
 * called it is tried again within a minute, without end. Pure.
 */
export function callStep(alert: Alert, asked: OnCall, now: Now, clinic: Clinic): Called {
  const { step, persons } = whomToCall(clinic.onCall, asked, alert.level, now.at, clinic.held);
  if (persons.length === 0) return { alert: againSoon(alert, now.at, clinic), effects: [] };
  return persons.reduce<Called>(
    ({ alert: before, effects }, person) => {
      const next = callPerson(before, person, step, now);
      return { alert: next.alert, effects: [...effects, ...next.effects] };
    },
    { alert, effects: [] },
  );
}

/** Calls whoever holds the alert, where they are known and can be called; else the primary. Pure. */
export function callHolder(alert: Alert, now: Now, clinic: Clinic): Called {
  const { holder } = alert;
  const person =
    holder === null ? undefined : callable(clinic.onCall).find(({ id, name }) => [id, name].includes(holder));
  if (!person) return callStep(alert, 'primary', now, clinic);
  return callPerson(alert, person, 'primary', now);
}

/** Calls one person anew. What can wait for the day waits for the end of their quiet hours. */
function callPerson(alert: Alert, person: Person, step: OnCall, now: Now): Called {
  const held = alert.level === 'same-day' ? quietFor(person, now.at) : null;
  return tryDue(alert, { person: person.id, step, at: held ?? now.at, tried: [], failed: [] }, person, now);
}

/** Goes on with somebody who was called: the next of their ways, which is due. Pure. */
export function goOnCalling(alert: Alert, person: string, now: Now, { onCall }: Clinic): Called {
  const call = callOf(alert, person);
  const known = callable(onCall).find(({ id }) => id === person);
  return call && known ? tryDue(alert, call, known, now) : { alert, effects: [] };
}

/**
 * Moves on at once where a notice failed: to the person's next way, to the next step of the ladder once all of this step's
 * persons are lost, to everybody, and to everybody again within a minute. Nothing follows for a person who is called no more. Pure.
 */
export function noticeFailed(alert: Alert, failed: { person: string; way: string }, now: Now, clinic: Clinic): Called {
  const before = callOf(alert, failed.person);
  if (!before || before.failed.includes(failed.way)) return { alert, effects: [] };
  const call = { ...before, failed: [...before.failed, failed.way] };
  const person = callable(clinic.onCall).find(({ id }) => id === failed.person);
  const [next] = person ? untried(person, call) : [];
  if (person && next) return tryWays(alert, call, person, [next], now);
  const lost = withCall(withoutTimers(alert, timerOf(failed.person)), call);
  return (lost.calls ?? []).every((each) => each.step !== call.step || isLost(each))
    ? moveOn(lost, call.step, now, clinic)
    : { alert: lost, effects: [] };
}

/** The alert that calls nobody any more: somebody looks, holds it, or has closed it. Pure. */
export function endCalls(alert: Alert): Alert {
  const { calls, ...rest } = alert;
  const timers = (alert.timers ?? []).map(({ id }) => id).filter((id) => calledBy(id) !== null || id === againTimer);
  return withoutTimers(calls ? rest : alert, ...timers);
}

/** A step whose persons are all lost. */
function moveOn(alert: Alert, step: OnCall, now: Now, clinic: Clinic): Called {
  if (step === 'everyone') return { alert: againSoon(alert, now.at, clinic), effects: [] };
  const higher = climbAtOnce(alert, now.at, clinic);
  return higher ? callStep(higher.alert, higher.who, now, clinic) : callStep(alert, 'everyone', now, clinic);
}

/** Everybody is called again then. */
const againSoon = (alert: Alert, at: number, clinic: Clinic): Alert =>
  withTimer(alert, { id: againTimer, due: nextMinute(alert.level, at, clinic) });

const callOf = ({ calls = [] }: Alert, person: string): Call | undefined =>
  calls.find((call) => call.person === person);

const withCall = (alert: Alert, call: Call): Alert => ({
  ...alert,
  calls: [...(alert.calls ?? []).filter(({ person }) => person !== call.person), call],
});

/** The ways that are still to be tried, in the order of their delays. */
const untried = (person: Person, { tried }: Call): readonly ContactWay[] =>
  workingWays(person)
    .filter(({ id }) => !tried.includes(id))
    .toSorted((one, other) => one.after - other.after);

/** Whether every way that was tried has failed: asked where none is left to try. */
const isLost = ({ tried, failed }: Call): boolean => tried.length > 0 && tried.every((way) => failed.includes(way));

/** The ways whose time has come. The first of a person is tried at once, whatever its delay. */
function tryDue(alert: Alert, call: Call, person: Person, now: Now): Called {
  return tryWays(
    alert,
    call,
    person,
    untried(person, call).filter((way) => dueOf(call, person, way) <= now.at),
    now,
  );
}

const dueOf = ({ at }: Call, person: Person, { after }: ContactWay): number =>
  at + after - Math.min(...workingWays(person).map((way) => way.after));

function tryWays(alert: Alert, call: Call, person: Person, ways: readonly ContactWay[], now: Now): Called {
  const made = { ...call, tried: [...call.tried, ...ways.map(({ id }) => id)] };
  const [later] = untried(person, made);
  const id = timerOf(person.id);
  const timed = later
    ? withTimer(alert, { id, due: Math.max(now.at + 1, dueOf(made, person, later)) })
    : withoutTimers(alert, id);
  const to = ways.map((way) => ({ person: person.id, way: way.id }));
  return { alert: withCall(timed, made), effects: to.map((each) => notifyEffect(alert, now.id, call.step, each)) };
}
