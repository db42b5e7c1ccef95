import type { NotifyEffect } from '../../../domain/effect.ts';
import { atLeast } from '../../../domain/screening.ts';
import { counts, workingWays } from '../../../domain/staff/person.ts';
import type { Roster } from '../../../domain/staff/roster.ts';
import type { NoticeFailedEvent, NotifiedEvent } from '../../../engine/alert/alert-event.ts';
import { quietFor, whomToCall } from '../../../engine/alert/whom.ts';
import type { OnCallWay } from '../../../ports/staff.ts';
import type { Alerts } from '../../aggregates/alert.ts';
import type { Requests } from '../../aggregates/request.ts';
import type { Serial } from '../../aggregates/serial.ts';
import type { Deps } from '../../deps.ts';
import type { NoticeSubject } from '../../notices/subject.ts';
import type { TellWay } from '../../notices/tell.ts';
import { again, type Carrier, type Failure, isNoted, type Job, over } from './carrier.ts';

type Notify = Job<NotifyEffect>;

/** What calls people: alerts, and requests for a person. */
interface Callers {
  readonly alerts: Pick<Alerts, 'run' | 'current'>;
  readonly requests: Pick<Requests, 'run' | 'current'>;
}

/** How often a notice that was sent is changed before it stays as it is. */
const updates = 5;

/**
 * Brings a notice to a person on call by one of their ways, and notes on the alert that it arrived, or did not: the alert then
 * calls by the next way, or the next person. Never given up: a failure that the alert could not be told is tried again.
 */
export function createNotify(
  deps: Deps,
  { alerts, requests }: Callers,
  serial: Serial,
  { tell: tellWay, update }: TellWay,
): Carrier<NotifyEffect> {
  const { newId, clock, log, onCall } = deps;

  async function attempt({ effect, entry }: Notify, signal: AbortSignal) {
    const targets = targetsOf(await onCall.roster(), effect, clock.now());
    const subject = await subjectOf(effect);
    let code = 'WAY_GONE';
    for (const to of targets) {
      if (signal.aborted) break;
      const sent = await (effect.update === undefined ? tellWay(to, subject) : update(to, effect.update, subject));
      if (sent.ok) {
        if (effect.update === undefined) await noteArrival(effect, to, sent.handle);
        return over;
      }
      code = sent.code;
      // One of several: what became of the others is told once the named one is over.
      if (!isNamed(effect) && isNoted(entry)) await noteLost(effect, to, code);
    }
    return { over: false, code } as const;
  }

  /** With the alert as it is now, where that can be opened: a notice shows who has taken the case meanwhile. */
  async function subjectOf({ notice }: NotifyEffect): Promise<NoticeSubject> {
    const { kind = 'alert', alert: id, caseCode, raisedAt } = notice;
    const now = (await (kind === 'request' ? requests : alerts).current(id).catch(() => null))?.state ?? null;
    return kind === 'request' ? { kind, id, caseCode, raisedAt, now } : { kind, notice, now };
  }

  const about = ({ notice: { level, step } }: NotifyEffect) => ({ id: newId(), at: clock.now(), level, step });

  /** Whoever has the notice does not get it again because it could not be noted. */
  async function noteArrival(effect: NotifyEffect, { person, way }: OnCallWay, handle?: string): Promise<void> {
    const to = { person: person.id, way: way.id, kind: way.kind, ...(handle === undefined ? {} : { handle }) };
    await tell(effect, { type: 'notified', ...about(effect), ...to }).catch((error: unknown) =>
      log.error('audit.failed', error, { alert: effect.notice.alert }),
    );
  }

  async function noteFailure(effect: NotifyEffect & NoticeIds, { code }: Failure): Promise<void> {
    const { person, way } = effect;
    const kind = findWay(onCall.lastKnown(), effect)?.way.kind ?? null;
    const update = effect.update === undefined ? {} : ({ update: true } as const);
    await tell(effect, { type: 'notice-failed', ...about(effect), person, way, kind, code, ...update });
  }

  /** A way that did not take what is tried by the next one, and by all of them again. */
  async function noteLost(effect: NotifyEffect, { person, way }: OnCallWay, code: string): Promise<void> {
    const to = { person: person.id, way: way.id, kind: way.kind, code };
    await tell(effect, { type: 'notice-failed', ...about(effect), ...to }).catch((error: unknown) =>
      log.error('audit.failed', error, { alert: effect.notice.alert }),
    );
  }

  async function tell({ notice }: NotifyEffect, event: NotifiedEvent | NoticeFailedEvent): Promise<void> {
    const { kind = 'alert', alert: id } = notice;
    const run = async () => (kind === 'alert' ? alerts.run(id, event) : requests.run(id, event));
    await serial.run<unknown>(`${kind}|${id}`, run);
  }

  return {
    attempt,
    async afterFailure(job, failure) {
      const { effect, entry } = job;
      if (!isNamed(effect)) return again(job, failure);
      if (effect.update !== undefined && entry.tries < updates) return again(job, failure);
      await noteFailure(effect, failure);
      return over;
    },
  };
}

type NoticeIds = Required<Pick<NotifyEffect, 'person' | 'way'>>;

const isNamed = (effect: NotifyEffect): effect is NotifyEffect & NoticeIds =>
  effect.person !== undefined && effect.way !== undefined;

/**
 * The way that a notice names, if it still takes anything; where it names nobody, each way of those whom its step calls, whom
 * what can wait calls in no quiet hours.
 */
function targetsOf(roster: Roster | null, effect: NotifyEffect, at: number): readonly OnCallWay[] {
  if (isNamed(effect)) {
    const found = findWay(roster, effect);
    return found && counts(found.way) ? [found] : [];
  }
  const { step, level } = effect.notice;
  const awake = whomToCall(roster, step, level, at).persons.filter(
    (person) => atLeast(level, 'urgent') || quietFor(person, at) === null,
  );
  return awake.flatMap((person) => workingWays(person).map((way) => ({ person, way })));
}

function findWay(roster: Roster | null, ids: NoticeIds): OnCallWay | null {
  const person = roster?.people.find(({ id }) => id === ids.person);
  const way = person?.ways.find(({ id }) => id === ids.way);
  return person && way ? { person, way } : null;
}
