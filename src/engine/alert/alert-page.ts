import { type Alert, type AlertPage, claimedBy } from '../../domain/alert.ts';
import type { PageEffect } from '../../domain/effect.ts';
import { codeFrom } from '../../domain/notice-code.ts';
import { compareLevels, higher } from '../../domain/screening.ts';
import { tellEffect } from './alert-effects.ts';
import type { AlertResult, PagedEvent } from './alert-event.ts';
import { withTask, withTaskClocks } from './alert-tasks.ts';
import { callHolder, callStep } from './calls.ts';
import { startClocks } from './clocks.ts';
import { type Clinic, isOnLadder } from './ladder.ts';
import { awaitWords } from './unanswered.ts';
import { endWaiting, isToldOfWaiting, tellAnswers } from './waiting.ts';

const pagesKept = 20;
const rulesKept = 32;

/** The alert after a page, which joins it where it is open and else opens it as a new occurrence with fresh clocks. Pure. */
export function receivePage(before: Alert, event: PagedEvent, clinic: Clinic): AlertResult {
  const { page } = event;
  if (page.reason === 'unanswered' && before.status !== 'closed') return counselorIsSilent(before, event, clinic);
  const fresh = before.status === 'closed';
  const open = fresh ? reopened(before, page.at, event.id) : before;
  const level = fresh ? page.level : higher(open.level, page.level);
  const raised = fresh || compareLevels(page.level, before.level) > 0;
  const named = { ...open, ...(namesViolence(open, page) ? { violence: true as const } : {}) };
  const kept = { ...withPage(named, before, page), version: before.version + 1, level };
  const joined = withTaskClocks(withTask(kept, event), event.at, clinic);
  // A higher level has its own clocks from now on; one that nobody has claimed is never without.
  const begins = claimedBy(joined) === null && (raised || !isOnLadder(joined));
  const started = begins ? startClocks(joined, event.at, clinic) : joined;
  const clocked = begins || raised ? awaitWords(started, event.at) : started;
  const quiet = isToldOfWaiting(clocked) ? clocked : endWaiting(clocked);
  // Texts that fail one after the other are one piece of news.
  const isNewTask = (quiet.tasks?.length ?? 0) > 0 && quiet.tasks?.at(-1)?.id !== before.tasks?.at(-1)?.id;
  const news = page.task ? isNewTask : page.level === 'emergency' || isNewsToHolder(before, page);
  const { alert, effects } = raised || news ? callHolder(quiet, event, clinic) : { alert: quiet, effects: [] };
  // What was raised in silence is told of once the partner writes.
  const isTold = raised || (before.pages.every(({ reason }) => reason === 'missed') && page.reason !== 'missed');
  const answers = isTold ? tellAnswers(alert, event.id, event.at, clinic) : [];
  return { ok: true, alert, effects: [tellEffect(alert, event.id, 'raised'), ...effects, ...answers], records: [] };
}

/**
 * The counselor in the chat has not answered the partner: the backup is called and the coach goes on, with 15 min for
 * a counselor's words. Where no counselor is in the chat any more, somebody has seen to it.
 */
function counselorIsSilent(before: Alert, { id, at, page }: PagedEvent, clinic: Clinic): AlertResult {
  const kept = { ...withPage(before, before, page), version: before.version + 1 };
  if (before.status !== 'taken-over')
    return { ok: true, alert: kept, effects: [tellEffect(kept, id, 'raised')], records: [] };
  const waiting = awaitWords({ ...kept, status: 'claimed' }, at);
  const { alert, effects } = callStep(waiting, 'backup', { id, at }, clinic);
  return { ok: true, alert, effects: [tellEffect(alert, id, 'unanswered'), ...effects], records: [] };
}

/** Whether an alert is a violence case: a page of it names violence, or the whole alert is about it. */
const namesViolence = ({ family }: Alert, { category, also }: PageEffect): boolean =>
  family === 'violence' || category === 'violence' || also.includes('violence');

/** A holder who is not looking at the chat any more, or thinks the coach is, hears of each new message. */
const isNewsToHolder = (before: Alert, page: PageEffect): boolean =>
  (before.status === 'taken-over' || before.status === 'handed-back') &&
  (page.reason === 'message' || page.reason === 'opted-out');

/** The alert with a page kept, and the rules that were heard. `before` is the alert as it was. */
function withPage(alert: Alert, before: Alert, page: PageEffect): Alert {
  const entry = entryOf(before, page);
  const pages = [...withoutSame(alert.pages, entry), entry].slice(-pagesKept);
  const rules = [...new Set([...(alert.rules ?? []), ...(page.rules ?? [])])].slice(0, rulesKept);
  return { ...alert, pages, ...(rules.length > 0 ? { rules } : {}) };
}

/** What tells of the way to the partner, and nothing new of what is wrong. */
const isOfTheWay = (reason: AlertPage['reason']): boolean => reason === 'undeliverable' || reason === 'unanswered';

/** Pages before one that tells, as the last did, that something could not be delivered or answered: that is told once. */
const withoutSame = (pages: readonly AlertPage[], { reason }: AlertPage): readonly AlertPage[] =>
  isOfTheWay(reason) && pages.at(-1)?.reason === reason ? pages.slice(0, -1) : pages;

/** A page as the alert keeps it. */
function entryOf(before: Alert, { at, level, reason, rules, ...heard }: PageEffect): AlertPage {
  const known = isOfTheWay(reason) && before.status !== 'closed' ? before.pages.at(-1) : undefined;
  const { category, also, about } = known ?? heard;
  return { at, level, category, also, about, reason, ...(rules ? { rules } : {}) };
}

/** What belongs to one occurrence alone is gone from the next. */
function reopened(closed: Alert, at: number, event: string): Alert {
  const { ending: _, acknowledgement: _a, violence: _v, unconfirmed: _u, escalated: _e, rules: _r, ...open } = closed;
  const { noticed: _n, sent: _s, deadLetters: _d, ...alert } = open;
  const anew = { status: 'open', raisedAt: at, acknowledgedAt: null, holder: null, pages: [] } as const;
  return { ...alert, ...anew, occurrence: alert.occurrence + 1, code: codeFrom(event) };
}
