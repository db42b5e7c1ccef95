import type { Alert } from '../../domain/alert.ts';
import type { AlertStatus } from '../../domain/partner.ts';
import type { CounselorRequest } from '../../domain/request.ts';

/** What somebody on call is told of and can take: an alert, or a partner's request for a person. */
export type Case = Alert | CounselorRequest;

/** Which of them it is. Pure. */
export const kindOf = (one: Case): 'alert' | 'request' => ('family' in one ? 'alert' : 'request');

/** Reads those that have one of these; all without. */
export type List<Of> = (statuses?: readonly AlertStatus[]) => Promise<readonly Of[]>;
export type ListAlerts = List<Alert>;

const openStatuses: readonly AlertStatus[] = ['open', 'claimed', 'taken-over', 'handed-back'];

/** Those that are open, by whatever name. */
export const openOnes = <Of>(list: List<Of>): Promise<readonly Of[]> => list(openStatuses);

/**
 * The cases that a code means for one person: those that this person was told of before all others, and of them the named one where
 * one is named. Pure.
 */
export function fitting(
  cases: readonly Case[],
  { code, caseCode }: { readonly code: string; readonly caseCode: string | null },
  person: string,
): readonly Case[] {
  const all = cases.filter(
    (each) => each.code === code && (caseCode === null || each.caseCode.toUpperCase() === caseCode),
  );
  const told = all.filter((each) => 'noticed' in each && each.noticed?.some((noticed) => noticed.person === person));
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
