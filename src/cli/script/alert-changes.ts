import { compareLevels } from '../../domain/screening.ts';
import type { ExpectedAlert } from './script.ts';
import type { AlertSeen } from './world.ts';

/** The alerts as last seen, and the changes that no `alert:` line has taken, oldest first. */
export interface AlertChanges {
  readonly seen: ReadonlyMap<string, AlertSeen>;
  readonly waiting: readonly AlertSeen[];
}

/** The alerts as a run begins: none of them is a change. Pure. */
export const startingAlerts = (alerts: readonly AlertSeen[]): AlertChanges => ({ seen: byId(alerts), waiting: [] });

/** What is new after another look: created, reopened and raised alerts wait for their line. Pure. */
export function lookAgain(changes: AlertChanges, alerts: readonly AlertSeen[]): AlertChanges {
  const changed = alerts.filter((alert) => isChange(changes.seen.get(alert.id), alert));
  const inOrder = changed.toSorted((left, right) => left.at - right.at);
  return { seen: byId(alerts), waiting: [...changes.waiting, ...inOrder] };
}

/** The change an `alert:` line expects, if it waits. `since` is what `within` counts from. Pure. */
export const findChange = ({ waiting }: AlertChanges, line: ExpectedAlert, since: number): AlertSeen | undefined =>
  waiting.find(
    (alert) =>
      alert.name === line.name &&
      line.levels.includes(alert.level) &&
      line.categories.includes(alert.category) &&
      (line.within === null || alert.at - since <= line.within),
  );

/** Without a change and the earlier ones of the same alert: a later state stands for the earlier. Pure. */
export function withoutChange(changes: AlertChanges, taken: AlertSeen): AlertChanges {
  const upTo = changes.waiting.indexOf(taken);
  return { ...changes, waiting: changes.waiting.filter((each, at) => at > upTo || each.id !== taken.id) };
}

const byId = (alerts: readonly AlertSeen[]) => new Map(alerts.map((alert) => [alert.id, alert]));

const isChange = (before: AlertSeen | undefined, now: AlertSeen): boolean =>
  !before || now.occurrence > before.occurrence || compareLevels(now.level, before.level) > 0;
