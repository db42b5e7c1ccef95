import { type AuditEvent, audited } from '../../domain/audit.ts';
import { type ContactSheet, contactSheet, fieldsOfPartner, type KeptSheet } from '../../domain/contact-sheet.ts';
import type { Couple } from '../../domain/couple.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Side } from '../../domain/partner.ts';
import type { TurnResult } from '../../engine/events.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';
import { caseDigest } from '../digests.ts';
import type { Owners } from '../inbound/owners.ts';

/** Whose sheet, and who looks or writes. */
export interface SheetOf {
  readonly caseCode: string;
  readonly side: Side;
  readonly by: string;
}

/** A sheet as a counselor sees it. `partner`: fields that reach the other partner by now, who has joined or moved since. */
export interface SheetView {
  readonly kept: KeptSheet | null;
  readonly partner: readonly string[];
}

/** The safe-contact sheet of each partner, kept in their own part of the record (ADR 23). Every look and every change is audited. */
export interface ContactSheets {
  /** @throws CoachError `NOT_FOUND`. */
  readSheet(of: SheetOf): Promise<SheetView>;
  /** Takes the place of the one before. @throws CoachError `NOT_FOUND`, `SHEET_INVALID`, `SHEET_PARTNER`. */
  setSheet(of: SheetOf, written: unknown): Promise<SheetView>;
}

/** Over the couples. Nothing of a sheet is said to anybody, logged or counted. */
export function createContactSheets(deps: Deps, couples: Couples, serial: Serial, owners: Owners): ContactSheets {
  const { clock } = deps;

  /** Changes a partner's sheet, or leaves it, and audits that. */
  async function audit(of: SheetOf, event: AuditEvent, change: (couple: Couple) => Couple): Promise<SheetView> {
    const { caseCode, side, by } = of;
    const found = await owners.find(caseDigest(deps, caseCode));
    if (!found) throw nobody();
    let after: Couple | null = null;
    const step = (couple: Couple): TurnResult => {
      if (!couple[side]) throw nobody();
      after = change(couple);
      const entry = audited({ of: side, event, by: 'counselor', at: clock.now(), facts: { counselor: by } });
      return { couple: after, effects: [], records: [entry] };
    };
    await serial.run(`couple|${found.id}`, () => couples.change(found.id, step));
    return viewOf(after, side);
  }

  return {
    readSheet: (of) => audit(of, 'sheet-read', (couple) => couple),
    async setSheet(of, written) {
      const sheet = readSheet(written);
      return audit(of, 'sheet-set', (couple) => {
        const { side } = of;
        const partner = couple[side];
        if (!partner) throw nobody();
        refusePartner(sheet, couple, side);
        return { ...couple, [side]: { ...partner, sheet: { sheet, at: clock.now(), by: of.by } } };
      });
    },
  };
}

const otherOf = (couple: Couple, side: Side) => (side === 'a' ? couple.b : couple.a);

function viewOf(couple: Couple | null, side: Side): SheetView {
  const kept = couple?.[side]?.sheet ?? null;
  return { kept, partner: couple && kept ? fieldsOfPartner(kept.sheet, otherOf(couple, side)) : [] };
}

function readSheet(written: unknown): ContactSheet {
  const read = contactSheet.safeParse(written);
  if (read.success) return read.data;
  const places = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? [...issue.path.map(String), 'unknown'] : [issue.path.join('.')],
  );
  const names = [...new Set(places)].filter(Boolean).join(' ') || 'the sheet';
  throw new CoachError('SHEET_INVALID', `Nothing was kept. Check: ${names} (docs/alerts.md, "Safe-contact sheet").`, {
    names,
  });
}

function refusePartner(sheet: ContactSheet, couple: Couple, side: Side): void {
  const fields = fieldsOfPartner(sheet, otherOf(couple, side)).join(' ');
  if (fields === '') return;
  const message = `Nothing was kept: ${fields} is a number or address of the other partner. Ask for another person.`;
  throw new CoachError('SHEET_PARTNER', message, { fields });
}

const nobody = (): CoachError => new CoachError('NOT_FOUND', 'There is no such case, or nobody on that side of it.');
