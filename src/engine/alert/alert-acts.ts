import { type Alert, claimedBy } from '../../domain/alert.ts';
import type { ActEvent, AlertResult } from './alert-event.ts';
import { refused, tell, unchanged, withEffects } from './alert-result.ts';
import { finishTask } from './alert-tasks.ts';
import { type Called, callHolder, callStep, endCalls } from './calls.ts';
import { startClocks } from './clocks.ts';
import { close, coSign, falseAlarm } from './closing.ts';
import { beginLadder, type Clinic, climb, holdStep, nextStep, stepByHand } from './ladder.ts';
import { wordsCame } from './unanswered.ts';

/** The alert after what a person did with it, and what follows; or why it was refused. Pure. */
export function act(alert: Alert, event: Exclude<ActEvent, { type: 'add-note' }>, clinic: Clinic): AlertResult {
  if (event.type === 'co-sign') return coSign(alert, event);
  if (event.type === 'task-done' && alert.status === 'closed') return finishTask(alert, event);
  if (alert.status === 'closed') return refused({ ...alert, holder: null }, 'ALERT_NOT_OPEN');
  if (!mayAct(alert, event)) return refused(alert, 'ALERT_HELD');
  return step(alert, event, clinic);
}

/**
 * Anybody notes a call or a decision and calls the next step; what somebody holds is moved by who says from whom. One who was
 * only named holds nothing back: whoever is called meanwhile may take it.
 */
function mayAct({ holder, unconfirmed }: Alert, event: ActEvent): boolean {
  if (holder === null || holder === event.by) return true;
  if (unconfirmed && event.type !== 'release' && event.type !== 'hand-back') return true;
  if (event.type === 'take-over' || event.type === 'reassign') return event.from === holder;
  return event.type === 'escalate' || event.type === 'log-call' || event.type === 'log-decision';
}

function step(alert: Alert, event: Exclude<ActEvent, { type: 'co-sign' | 'add-note' }>, clinic: Clinic): AlertResult {
  switch (event.type) {
    case 'acknowledge':
      return acknowledge(alert, event, clinic);
    case 'claim':
      // Claiming twice, or claiming what one has taken over, changes nothing.
      if (isHeldBy(alert, event) && alert.status !== 'handed-back') return unchanged(alert);
      return tell({ ...heldBy(alert, event), status: 'claimed' }, event, { what: 'claimed' });
    case 'take-over':
      if (isHeldBy(alert, event) && alert.status === 'taken-over') return unchanged(alert);
      return tell({ ...heldBy(alert, event), status: 'taken-over' }, event, { what: 'taken-over' });
    case 'release':
      return alert.holder === null ? unchanged(alert) : release(alert, event, clinic);
    case 'hand-back':
      if (alert.holder === null || alert.status === 'handed-back') return unchanged(alert);
      return tell({ ...heldBy(alert, event), status: 'handed-back' }, event, { what: 'handed-back' });
    case 'say':
      return tell({ ...heldBy(alert, event), status: 'taken-over' }, event, { what: 'words', words: event.words });
    case 'reassign':
      return reassign(alert, event, clinic);
    case 'escalate':
      return escalate(alert, event, clinic);
    case 'log-call':
      // In a violence case a call may harm: only a partner who asked is called.
      if (alert.violence && !event.asked) return refused(alert, 'CALL_UNASKED');
      return noted(event.result === 'reached' ? wordsCame(alert) : alert);
    case 'log-decision':
      return noted(alert.violence ? wordsCame(alert) : alert);
    case 'task-done':
      return finishTask(alert, event);
    case 'close':
      return close(alert, event, clinic);
    case 'false-alarm':
      return falseAlarm(alert, event);
  }
}

const isHeldBy = ({ holder, unconfirmed }: Alert, { by }: ActEvent): boolean => holder === by && !unconfirmed;

function heldBy(alert: Alert, { at, by }: ActEvent): Alert {
  const { unconfirmed: _, ...rest } = alert;
  return { ...rest, acknowledgedAt: alert.acknowledgedAt ?? at, holder: by };
}

/** Something that the next reader must know: a close that has not seen it is refused. */
const noted = (alert: Alert): AlertResult => unchanged({ ...alert, version: alert.version + 1 });

/** Somebody looks: the next step waits, once in an occurrence. The version stays: nothing is new to who would close. */
function acknowledge(alert: Alert, { at, by }: ActEvent, clinic: Clinic): AlertResult {
  // Whoever looks need not be called by their other ways, however often they say so.
  const quiet = endCalls(alert);
  if (alert.acknowledgement || claimedBy(alert) !== null) return unchanged(quiet);
  return unchanged({ ...holdStep(quiet, at, clinic), acknowledgement: { at, by } });
}

/** Nobody holds it now: somebody has to hear of it again, and the clocks begin anew. */
function release(alert: Alert, event: ActEvent, clinic: Clinic): AlertResult {
  const { unconfirmed: _, ...rest } = alert;
  const released = startClocks({ ...rest, status: 'open', holder: null }, event.at, clinic);
  return thenCall(tell(released, event, { what: 'released', holder: alert.holder }), (now) =>
    callStep(now, 'primary', event, clinic),
  );
}

/**
 * Another person is to claim it: the steps go on until somebody does. A chat that a counselor was in is the coach's again until
 * then, and the partner is told so; what nobody had claimed is open as before, and its partner is told that nobody has come.
 */
function reassign(alert: Alert, event: Extract<ActEvent, { type: 'reassign' }>, clinic: Clinic): AlertResult {
  if (event.person === alert.holder) return unchanged(alert);
  const what = alert.status === 'taken-over' ? 'handed-back' : 'reassigned';
  const status = alert.status === 'open' ? 'open' : 'claimed';
  const moved: Alert = { ...alert, status, holder: event.person, unconfirmed: true };
  return thenCall(tell(moved, event, { what }), (now) => callHolder(beginLadder(now, event.at, clinic), event, clinic));
}

/** The next step is called now; where somebody holds the alert, the step after the one that was last called by hand. */
function escalate(alert: Alert, { id, at }: ActEvent, clinic: Clinic): AlertResult {
  const timer = nextStep(alert);
  const next = timer ? climb(alert, timer, at, clinic) : stepByHand(alert);
  return thenCall(unchanged(next.alert), (now) => callStep(now, next.who, { id, at }, clinic));
}

/** The result, and whom its alert calls now. */
function thenCall(result: AlertResult, call: (alert: Alert) => Called): AlertResult {
  if (!result.ok) return result;
  const { alert, effects } = call(result.alert);
  return withEffects({ ...result, alert }, effects);
}
