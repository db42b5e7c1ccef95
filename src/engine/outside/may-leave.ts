import { outsideVersion } from '../../domain/outside.ts';
import { hasConsent, type Partner } from '../../domain/partner.ts';

/**
 * Whether words written at an instant may leave the house now: for a partner who takes part, has not sent STOP, and had agreed
 * to this service before they were written. Pure.
 */
export function mayLeave(partner: Partner, at: number, written: number): boolean {
  const consent = partner.outside?.consent;
  if (consent?.status !== 'given' || consent.version !== outsideVersion) return false;
  return consent.at <= written && at < consent.until && hasConsent(partner, at) && !partner.optedOut;
}
