import { type Couple, otherSide, partnerOf } from '../../domain/couple.ts';
import { hasConsent, hasOpenAlert, type Partner, type Side } from '../../domain/partner.ts';

/**
 * Whether anything that one partner approved may reach the other now. A no changes nothing that either of them is told.
 * Pure. Source: safety.md, "Two partners".
 */
export function mayCross(couple: Couple, from: Side, at: number): boolean {
  const writer = partnerOf(couple, from);
  const reader = partnerOf(couple, otherSide(from));
  if (!writer || !reader) return false;
  if (writer.optedOut || hasOpenAlert(writer) || !hasConsent(writer, at)) return false;
  return !isAfraid(reader);
}

/** Whether this partner knows that there is nobody on the other side. Pure. */
export const isAlone = (couple: Couple, side: Side): boolean => partnerOf(couple, otherSide(side)) === null;

const isAfraid = ({ alerts }: Partner): boolean => alerts.violence !== undefined && alerts.violence.status !== 'closed';
