import { type Couple, otherSide } from '../../domain/couple.ts';
import type { AlertStatus, Partner, Side } from '../../domain/partner.ts';
import { isFollowedUp } from '../../engine/alert/closing.ts';
import type { Case } from '../notices/cases.ts';
import { type Reader, sees, seesCouple } from './reader.ts';

/** What a couple knows of a case: whose it is. */
interface Mirror {
  readonly status: AlertStatus;
  readonly holder: string | null;
}

/** Whether somebody holds an open case of a partner, as their couple knows it. Pure. */
export const holdsCaseOf = (partner: Partner | null, name: string): boolean =>
  casesOf(partner).some(({ status, holder }) => status !== 'closed' && holder === name);

const casesOf = (partner: Partner | null): readonly Mirror[] =>
  partner ? [...Object.values(partner.alerts), partner.request].filter((each) => each !== undefined) : [];

/**
 * Whether a case is opened only for a reason, which is logged: where its reader holds a case of the other partner, or it is closed and in
 * nobody's care. Pure. Source: safety.md, "Alerts and counselors".
 */
export function needsReason(one: Case, couple: Couple, reader: Reader): boolean {
  const { id, holder, ending, status, side } = one;
  const isMine = [holder, ending?.by, ending?.signed?.by].includes(reader.name);
  if (isMine || reader.opened.has(id)) return false;
  if (status !== 'closed') return holdsCaseOf(couple[otherSide(side)], reader.name);
  const isAwaited = 'family' in one && ((one.unsigned ?? []).length > 0 || isFollowedUp(one));
  return !isAwaited;
}

/** What a reason for a partner's page is kept by. Pure. */
export const partnerKey = (couple: string, side: Side): string => `${couple}/${side}`;

/**
 * How a reader may open a partner's own page: at once where they hold a case of this partner, have the couple in their caseload, or may take
 * an open case; for a reason where they hold a case of the other partner, or are a supervisor without any of that. Pure.
 */
export function accessTo(couple: Couple, side: Side, reader: Reader): 'open' | 'reason' | 'refused' {
  const isSeen = casesOf(couple[side]).some(
    (each) => each.status !== 'closed' && sees(reader, { ...each, couple: couple.id, followUp: null }),
  );
  const isOwn = reader.own.has(couple.id);
  if (!isSeen && !seesCouple(reader, couple.id)) return 'refused';
  if (holdsCaseOf(couple[side], reader.name) || reader.opened.has(partnerKey(couple.id, side))) return 'open';
  if (holdsCaseOf(couple[otherSide(side)], reader.name)) return 'reason';
  return isOwn || isSeen ? 'open' : 'reason';
}
