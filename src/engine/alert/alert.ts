import { type Alert, type AlertPage, openTasks } from '../../domain/alert.ts';
import type { AlertUpdate, Effect, PageEffect } from '../../domain/effect.ts';
import { codeFrom } from '../../domain/notice-code.ts';
import type { TurnRecord } from '../../domain/record.ts';
import { compareLevels, higher } from '../../domain/screening.ts';
import { auditOf } from './alert-audit.ts';
import { tellEffect } from './alert-effects.ts';
import type { ActEvent, AlertEvent, AlertResult, NotifiedEvent, PagedEvent } from './alert-event.ts';
import { noteOf, withNoticed } from './alert-notices.ts';
import { finishTask, withTask } from './alert-tasks.ts';
import { fireTimer } from './alert-timers.ts';
import { againTimer, callHolder, callStep, endCalls, noticeFailed } from './calls.ts';
import { startClocks, stopClocks } from './clocks.ts';
import { type Clinic, holdStep, isOnLadder } from './ladder.ts';
import { keepSent, showChange, showNow } from './sent-notices.ts';
import { withoutTimers } from './timer-list.ts';
import { awaitWords, wordsCame } from './unanswered.ts';
import { endWaiting, tellAnswers } from './waiting.ts';

const pagesKept = 20;

/**
 * The alert after an event, and what follows from it. A page joins an open alert and reopens a closed one as a new
 * occurrence with fresh clocks; one counselor holds it at a time, and its clocks stand still then. Pure. Source: safety.md, "Alerts and counselors".
 */
export function stepAlert(alert: Alert, event: AlertEvent, clinic: Clinic): AlertResult {
  const result = step(alert, event, clinic);
  if (!result.ok || (result.alert === alert && !noted.has(event.type))) return result;
  const told = withEffects(result, showChange(alert, result.alert, event.id));
  return withRecords(told, [...result.records, ...auditOf(alert, result.alert, event)]);
}

/** Events that change nothing of the case, and stand in its audit. */
const noted: ReadonlySet<AlertEvent['type']> = new Set(['notified', 'notice-failed', 'delivery', 'note', 'refused']);

function step(alert: Alert, event: AlertEvent, clinic: Clinic): AlertResult {
  if (event.type === 'notified') return arrived(alert, event);
  if (event.type === 'notice-failed') return { ok: true, ...noticeFailed(alert, event, event, clinic), records: [] };
  if (event.type === 'note') return withRecords(unchanged(alert), [noteOf(event)]);
  if (event.type === 'delivery' || event.type === 'refused') return unchanged(alert);
  if (event.type === 'timer') return fireTimer(alert, event, clinic);
  if (event.type === 'page') return receivePage(alert, event, clinic);
  if (alert.status === 'closed') return { ok: false, code: 'ALERT_NOT_OPEN', holder: null };
  if (alert.holder !== null && alert.holder !== event.by)
    return { ok: false, code: 'ALERT_HELD', holder: alert.holder };
  return act(alert, event, clinic);
}

/** Somebody has the notice: everybody need not be called again. */
function arrived(alert: Alert, { id, at, person, way, handle }: NotifiedEvent): AlertResult {
  const reached = withoutTimers(withNoticed(alert, { person, way, at }), againTimer);
  if (handle === undefined) return unchanged(reached);
  const sent = { person, way, handle };
  return withEffects(unchanged(keepSent(reached, sent)), showNow(alert, id, sent));
}

/** An alert before its first page. Pure. */
export function newAlert(identity: Pick<Alert, 'id' | 'couple' | 'side' | 'family' | 'caseCode'>): Alert {
  return {
    ...identity,
    version: 0,
    occurrence: 0,
    status: 'closed',
    level: 'none',
    raisedAt: 0,
    acknowledgedAt: null,
    holder: null,
    pages: [],
  };
}

/** What a counselor does. */
function act(alert: Alert, event: ActEvent, clinic: Clinic): AlertResult {
  const held = { acknowledgedAt: alert.acknowledgedAt ?? event.at, holder: event.by };
  switch (event.type) {
    case 'acknowledge':
      return acknowledge(alert, event, clinic);
    case 'claim':
      // Claiming twice, or claiming what one has taken over, changes nothing.
      if (alert.holder === event.by && alert.status !== 'handed-back') return unchanged(alert);
      return tell({ ...alert, ...held, status: 'claimed' }, event, 'claimed');
    case 'take-over':
      if (alert.status === 'taken-over') return unchanged(alert);
      return tell({ ...alert, ...held, status: 'taken-over' }, event, 'taken-over');
    case 'release':
      return alert.holder === null ? unchanged(alert) : release(alert, event, clinic);
    case 'hand-back':
      if (alert.holder === null || alert.status === 'handed-back') return unchanged(alert);
      return tell({ ...alert, ...held, status: 'handed-back' }, event, 'handed-back');
    case 'say':
      return tell({ ...alert, ...held, status: 'taken-over' }, event, 'words', event.by, event.words);
    case 'task-done':
      return finishTask(alert, event);
    case 'close':
      if (event.seen !== undefined && event.seen !== alert.version)
        return { ok: false, code: 'ALERT_CHANGED', holder: alert.holder };
      // A closed case is out of sight: what is still to be done in it must not be.
      if (openTasks(alert).length > 0) return { ok: false, code: 'TASK_OPEN', holder: alert.holder };
      return close(alert, event);
  }
}

/** Somebody looks: the next step waits, once in an occurrence. The version stays: nothing is new to who would close. */
function acknowledge(alert: Alert, { at, by }: ActEvent, clinic: Clinic): AlertResult {
  // Whoever looks need not be called by their other ways, however often they say so.
  const quiet = endCalls(alert);
  if (alert.acknowledgement || alert.holder !== null) return unchanged(quiet);
  return unchanged({ ...holdStep(quiet, at, clinic), acknowledgement: { at, by } });
}

/** Nobody holds it now: somebody has to hear of it again, and the clocks begin anew. */
function release(alert: Alert, event: ActEvent, clinic: Clinic): AlertResult {
  const released = startClocks({ ...alert, status: 'open', holder: null }, event.at, clinic);
  const called = callStep(released, 'primary', event, clinic);
  return withEffects(tell(called.alert, event, 'released', alert.holder), called.effects);
}

const unchanged = (alert: Alert): AlertResult => ({ ok: true, alert, effects: [], records: [] });

function close(alert: Alert, event: Extract<ActEvent, { type: 'close' }>): AlertResult {
  const { at, by, outcome, note } = event;
  const ended = { by, outcome, ...(note ? { note } : {}) };
  const closed: Alert = { ...alert, status: 'closed', holder: null, ending: { at, ...ended } };
  const { occurrence, level, raisedAt, acknowledgedAt } = alert;
  const data = { occurrence, level, raisedAt, acknowledgedAt, closedAt: at, ...ended };
  return withRecords(tell(closed, event, 'closed', event.by), [{ of: 'system', kind: 'occurrence', data }]);
}

/** A holder who is not looking at the chat any more, or thinks the coach is, hears of each new message. */
const isNewsToHolder = (before: Alert, page: PageEffect): boolean =>
  (before.status === 'taken-over' || before.status === 'handed-back') &&
  (page.reason === 'message' || page.reason === 'opted-out');

function withEffects(result: AlertResult, effects: readonly Effect[]): AlertResult {
  return result.ok ? { ...result, effects: [...result.effects, ...effects] } : result;
}

function withRecords(result: AlertResult, records: readonly TurnRecord[]): AlertResult {
  return result.ok ? { ...result, records } : result;
}

function tell(
  changed: Alert,
  event: ActEvent,
  what: AlertUpdate['what'],
  holder: string | null = changed.holder,
  words?: string,
): AlertResult {
  const running = changed.holder === null && changed.status !== 'closed' ? changed : stopClocks(changed);
  const answered = what === 'words' || what === 'closed' ? wordsCame(running) : running;
  const alert = { ...answered, version: changed.version + 1 };
  const more = { holder, ...(words === undefined ? {} : { words }) };
  return { ok: true, alert, effects: [tellEffect(alert, event.id, what, more)], records: [] };
}

function receivePage(before: Alert, event: PagedEvent, clinic: Clinic): AlertResult {
  const { page } = event;
  const entry = entryOf(before, page);
  const fresh = before.status === 'closed';
  const open = fresh ? reopened(before, page.at, event.id) : before;
  const level = fresh ? page.level : higher(open.level, page.level);
  const pages = [...withoutSame(open.pages, entry), entry].slice(-pagesKept);
  const raised = fresh || compareLevels(page.level, before.level) > 0;
  const named = { ...open, ...(namesViolence(open, page) ? { violence: true as const } : {}) };
  const joined: Alert = withTask({ ...named, version: before.version + 1, level, pages }, event);
  // A higher level has its own clocks from now on; one that nobody holds is never without.
  const begins = joined.holder === null && (raised || !isOnLadder(joined));
  const started = begins ? startClocks(joined, event.at, clinic) : joined;
  const clocked = begins || raised ? awaitWords(started, event.at) : started;
  const quiet = clocked.violence ? endWaiting(clocked) : clocked;
  // Texts that fail one after the other are one piece of news.
  const news = page.task ? quiet.tasks !== open.tasks : page.level === 'emergency' || isNewsToHolder(before, page);
  const { alert, effects } = raised || news ? callHolder(quiet, event, clinic) : { alert: quiet, effects: [] };
  const answers = raised ? tellAnswers(alert, event.id, event.at, clinic) : [];
  return { ok: true, alert, effects: [tellEffect(alert, event.id, 'raised'), ...effects, ...answers], records: [] };
}

/** Whether an alert is a violence case: a page of it names violence, or the whole alert is about it. */
const namesViolence = ({ family }: Alert, { category, also }: PageEffect): boolean =>
  family === 'violence' || category === 'violence' || also.includes('violence');

/** Pages before one that tells, as the last did, that something could not be delivered: that is told once. */
const withoutSame = (pages: readonly AlertPage[], { reason }: AlertPage): readonly AlertPage[] =>
  reason === 'undeliverable' && pages.at(-1)?.reason === reason ? pages.slice(0, -1) : pages;

/** A page as the alert keeps it. What could not be delivered tells nothing new of what is wrong. */
function entryOf(before: Alert, { at, level, reason, ...heard }: PageEffect): AlertPage {
  const known = reason === 'undeliverable' && before.status !== 'closed' ? before.pages.at(-1) : undefined;
  const { category, also, about } = known ?? heard;
  return { at, level, category, also, about, reason };
}

function reopened(closed: Alert, at: number, event: string): Alert {
  const { ending: _, acknowledgement: __, violence: ___, noticed: ____, sent: _____, ...alert } = closed;
  const anew = { status: 'open', raisedAt: at, acknowledgedAt: null, holder: null, pages: [] } as const;
  return { ...alert, ...anew, occurrence: alert.occurrence + 1, code: codeFrom(event) };
}
