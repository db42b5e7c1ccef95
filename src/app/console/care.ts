import { type Couple, otherSide } from '../../domain/couple.ts';
import type { AlertStatus, Partner, Side } from '../../domain/partner.ts';
import { isFollowedUp } from '../../engine/alert/closing.ts';
import type { Case } from '../notices/cases.ts';
import type { Reader } from './reader.ts';

/** What a couple knows of a case: whose it is. */
interface Mirror {
  readonly status: AlertStatus;
  readonly holder: string | null;
}

/** Whether somebody holds an open case of a partner, as their couple knows it. Pure. */
export function holdsCaseOf(partner: Partner | null, name: string): boolean {
  const cases: readonly (Mirror | undefined)[] = partner ? [...Object.values(partner.alerts), partner.request] : [];
  return cases.some((each) => each && each.status !== 'closed' && each.holder === name);
}

/**
 * Whether a case is opened only for a reason, which is logged: where its reader holds a case of the other partner, or it is closed and in
 * nobody's care. Pure. Source: safety.md, "Alerts and counselors".
 */
export function needsReason(one: Case, couple: Couple, reader: Reader): boolean {
  const { id, holder, ending, status, side } = one;
  const isMine = holder === reader.name || ending?.by === reader.name;
  if (isMine || reader.opened.has(id)) return false;
  if (status !== 'closed') return holdsCaseOf(couple[otherSide(side)], reader.name);
  const isAwaited = 'family' in one && ((one.unsigned ?? []).length > 0 || isFollowedUp(one));
  return !isAwaited;
}

/** What a reason for a partner's page is kept by. Pure. */
export const partnerKey = (couple: string, side: Side): string => `${couple}/${side}`;

/**
 * The same of a partner's own page: no reason is asked of whoever holds a case of this partner, or has the couple in their caseload and
 * holds none of the other's. Pure.
 */
export function partnerNeedsReason(couple: Couple, side: Side, reader: Reader): boolean {
  if (holdsCaseOf(couple[side], reader.name) || reader.opened.has(partnerKey(couple.id, side))) return false;
  return holdsCaseOf(couple[otherSide(side)], reader.name) || !reader.own.has(couple.id);
}
