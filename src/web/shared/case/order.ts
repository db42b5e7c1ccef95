import type { Level } from '../../../domain/screening.ts';
import { ms } from '../time.ts';
import type { AlertView, RequestView } from './views.ts';

const rank: Readonly<Record<Level, number>> = { none: 0, watch: 1, check: 2, 'same-day': 3, urgent: 4, emergency: 5 };

/** What an order goes by. */
type Ranked = Pick<AlertView, 'level' | 'raisedAt'>;

/** Which of two comes first: the more severe one, then the one that waits longer. Pure. */
export const bySeverity = (left: Ranked, right: Ranked): number =>
  rank[right.level] - rank[left.level] || ms(left.raisedAt) - ms(right.raisedAt);

/** Whether a level is more severe than another. Pure. */
export const isWorse = (level: Level, than: Level): boolean => rank[level] > rank[than];

/** Alerts that are not closed: the most severe first, then the one that waits longest. Pure. */
export const openFirst = (alerts: readonly AlertView[]): readonly AlertView[] =>
  alerts.filter(({ status }) => status !== 'closed').toSorted(bySeverity);

/** Alerts that nobody has claimed, the one that waits longest first. Pure. */
export const longestFirst = (alerts: readonly AlertView[]): readonly AlertView[] =>
  alerts.filter(({ status }) => status === 'open').toSorted((left, right) => ms(left.raisedAt) - ms(right.raisedAt));

/** Closed alerts, the newest first. Pure. */
export const closedLast = (alerts: readonly AlertView[]): readonly AlertView[] =>
  alerts.filter(({ status }) => status === 'closed').toSorted((left, right) => ms(right.raisedAt) - ms(left.raisedAt));

/** Cases with something left to do after they were closed: a task, or a supervisor's signature. The oldest first. Pure. */
export const leftToDo = (alerts: readonly AlertView[]): readonly AlertView[] =>
  alerts
    .filter((alert) => (alert.unsigned ?? []).length > 0 || (alert.status === 'closed' && toDo(alert) > 0))
    .toSorted((left, right) => ms(left.raisedAt) - ms(right.raisedAt));

/** An alert that somebody should hear of. */
export interface AlertChange {
  readonly what: 'new' | 'raised' | 'task';
  readonly alert: AlertView;
}

/** What a listener must hear: alerts that are new, open again, more severe than before, or ask for something. Pure. */
export function alertChanges(before: readonly AlertView[], after: readonly AlertView[]): readonly AlertChange[] {
  const known = new Map(before.map((alert) => [alert.id, alert]));
  return openFirst(after).flatMap((alert): readonly AlertChange[] => {
    const old = known.get(alert.id);
    if (!old || old.occurrence !== alert.occurrence) return [{ what: 'new', alert }];
    const raised: readonly AlertChange[] = isWorse(alert.level, old.level) ? [{ what: 'raised', alert }] : [];
    return toDo(alert) > toDo(old) ? [...raised, { what: 'task', alert }] : raised;
  });
}

/** How many tasks of an alert nobody has done. Pure. */
const toDo = ({ tasks = [] }: AlertView): number => tasks.filter(({ done }) => done === undefined).length;

const minute = 60_000;
const mostWait: Readonly<Record<Level, number>> = {
  none: Number.POSITIVE_INFINITY,
  watch: 1_440 * minute,
  check: 1_440 * minute,
  'same-day': 240 * minute,
  urgent: 15 * minute,
  emergency: 5 * minute,
};

/** Whether nobody has claimed an alert for longer than its level bears. Pure. */
export const overdue = (alert: AlertView, now: number): boolean =>
  alert.status === 'open' && alert.acknowledgedAt === null && waited(alert, now) >= mostWait[alert.level];

/** How long an alert, or a request, has waited, or waited until somebody claimed it; milliseconds of domain time. Pure. */
export const waited = (of: Pick<AlertView, 'acknowledgedAt' | 'raisedAt'>, now: number): number =>
  (of.acknowledgedAt === null ? now : ms(of.acknowledgedAt)) - ms(of.raisedAt);

/** Requests that are not closed, the one that waits longest first. Pure. */
export const requestsFirst = (requests: readonly RequestView[]): readonly RequestView[] =>
  requests
    .filter(({ status }) => status !== 'closed')
    .toSorted((left, right) => ms(left.raisedAt) - ms(right.raisedAt));

/** Requests that a listener must hear of: new ones, and those made again. Pure. */
export const newRequests = (before: readonly RequestView[], after: readonly RequestView[]): readonly RequestView[] =>
  requestsFirst(after).filter(({ id, occurrence }) => before.find((each) => each.id === id)?.occurrence !== occurrence);
