import type { Alert } from '../../domain/alert.ts';
import type { AlertStatus } from '../../domain/partner.ts';

/** Reads the alerts that have one of these; every alert without. */
export type ListAlerts = (statuses?: readonly AlertStatus[]) => Promise<readonly Alert[]>;

const openStatuses: readonly AlertStatus[] = ['open', 'claimed', 'taken-over', 'handed-back'];

/** The alerts that are open, by whatever name. */
export const openAlerts = (list: ListAlerts): Promise<readonly Alert[]> => list(openStatuses);

/**
 * The cases that a code means for one person: those that this person was told of before all others, and of them the named one where
 * one is named. Pure.
 */
export function fitting(
  alerts: readonly Alert[],
  { code, caseCode }: { readonly code: string; readonly caseCode: string | null },
  person: string,
): readonly Alert[] {
  const all = alerts.filter(
    (alert) => alert.code === code && (caseCode === null || alert.caseCode.toUpperCase() === caseCode),
  );
  const told = all.filter(({ noticed = [] }) => noticed.some((each) => each.person === person));
  return told.length > 0 ? told : all;
}

/** The alert that was last told by a way: one that is open before all others. Null where none was. Pure. */
export function lastToldBy(way: string, alerts: readonly Alert[]): Alert | null {
  const at = ({ noticed = [] }: Alert): number =>
    noticed.findLast((each) => each.way === way)?.at ?? Number.NEGATIVE_INFINITY;
  const [last] = alerts
    .filter((alert) => at(alert) !== Number.NEGATIVE_INFINITY)
    .toSorted(
      (one, other) => Number(other.status !== 'closed') - Number(one.status !== 'closed') || at(other) - at(one),
    );
  return last ?? null;
}
