import { type Alert, openTasks } from '../../domain/alert.ts';
import type { QueueItem, RequestItem } from '../../domain/console/queue.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import { isFollowedUp } from '../../engine/alert/closing.ts';
import { nextStep } from '../../engine/alert/ladder.ts';
import { facetsOfCase } from '../aggregates/alert.ts';
import type { Case } from '../notices/cases.ts';
import type { Reader, Sighted } from './reader.ts';

/** An alert as the queue shows it. Pure. */
export function queueItem(alert: Alert, reader: Reader): QueueItem {
  const { id, version, caseCode, side, level, family, status, holder, raisedAt, pages, unsigned = [] } = alert;
  const newest = pages.at(-1);
  return {
    ...{ id, version, caseCode, side, level, family, status, holder, raisedAt, unsigned },
    ...{ unconfirmed: alert.unconfirmed === true, violence: alert.violence === true },
    acknowledgement: alert.acknowledgement ?? null,
    escalatesAt: nextStep(alert)?.due ?? null,
    openTasks: openTasks(alert).length,
    newest: newest ? { at: newest.at, category: newest.category, reason: newest.reason } : null,
    own: reader.own.has(alert.couple),
  };
}

/** A request for a person as its list shows it. Pure. */
export function requestItem(request: CounselorRequest, reader: Reader): RequestItem {
  const { id, version, caseCode, side, status, holder, reasons, raisedAt, askedAt, couple } = request;
  return {
    ...{ id, version, caseCode, side, status, holder, reasons, raisedAt, askedAt, own: reader.own.has(couple) },
  };
}

/** What of a case decides who sees it. Pure. */
export const sightedOf = (one: Case): Sighted => ({
  ...facetsOfCase(one),
  followUp: 'family' in one && isFollowedUp(one) ? (one.ending?.by ?? null) : null,
});
