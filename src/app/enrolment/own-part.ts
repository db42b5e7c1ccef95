import { type AuditEvent, audited } from '../../domain/audit.ts';
import type { Couple } from '../../domain/couple.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Json } from '../../domain/frame.ts';
import type { Partner, Side } from '../../domain/partner.ts';
import type { TurnResult } from '../../engine/events.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';
import { caseDigest } from '../digests.ts';
import type { Owners } from '../inbound/owners.ts';

/** Whose part of a case, and who looks or writes. */
export interface PartOf {
  readonly caseCode: string;
  readonly side: Side;
  readonly by: string;
}

/**
 * Changes what counselors keep in a partner's own part of the record, or leaves it, and audits that. Gives the couple as it is then.
 * @throws CoachError `NOT_FOUND`, and what the change throws.
 */
export type OwnPart = (
  of: PartOf,
  event: AuditEvent,
  change: (partner: Partner, couple: Couple) => Partner,
  facts?: Readonly<Record<string, Json>>,
) => Promise<Couple>;

/** Over the couples. Nothing of what is kept stands in the audit. */
export function createOwnPart({ clock, ...deps }: Deps, couples: Couples, serial: Serial, owners: Owners): OwnPart {
  return async ({ caseCode, side, by }, event, change, facts = {}) => {
    const found = await owners.find(caseDigest(deps, caseCode));
    if (!found) throw nobody();
    const committed: Couple[] = [];
    const step = (couple: Couple): TurnResult => {
      const partner = couple[side];
      if (!partner) throw nobody();
      const after = { ...couple, [side]: change(partner, couple) };
      committed.push(after);
      const told = { counselor: by, ...facts };
      const entry = audited({ of: side, event, by: 'counselor', at: clock.now(), facts: told });
      return { couple: after, effects: [], records: [entry] };
    };
    await serial.run(`couple|${found.id}`, () => couples.change(found.id, step));
    const last = committed.at(-1);
    if (!last) throw nobody();
    return last;
  };
}

const nobody = (): CoachError => new CoachError('NOT_FOUND', 'There is no such case, or nobody on that side of it.');
