import { type ContactSheet, contactSheet, fieldsOfPartner, type KeptSheet } from '../../domain/contact-sheet.ts';
import type { Couple } from '../../domain/couple.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Side } from '../../domain/partner.ts';
import type { Deps } from '../deps.ts';
import type { OwnPart, PartOf } from './own-part.ts';

/** A sheet as a counselor sees it. `partner`: fields that reach the other partner by now, who has joined or moved since. */
export interface SheetView {
  readonly kept: KeptSheet | null;
  readonly partner: readonly string[];
}

/** The safe-contact sheet of each partner, kept in their own part of the record (ADR 23). Every look and every change is audited. */
export interface ContactSheets {
  /** @throws CoachError `NOT_FOUND`. */
  readSheet(of: PartOf): Promise<SheetView>;
  /** Takes the place of the one before. @throws CoachError `NOT_FOUND`, `SHEET_INVALID`, `SHEET_PARTNER`. */
  setSheet(of: PartOf, written: unknown): Promise<SheetView>;
}

/** Over partners' own parts. Nothing of a sheet is said to anybody, logged or counted. */
export function createContactSheets({ clock }: Pick<Deps, 'clock'>, ownPart: OwnPart): ContactSheets {
  return {
    readSheet: async (of) => viewOfSheet(await ownPart(of, 'sheet-read', (partner) => partner), of.side),
    async setSheet(of, written) {
      const sheet = readSheet(written);
      const couple = await ownPart(of, 'sheet-set', (partner, before) => {
        refusePartner(sheet, before, of.side);
        return { ...partner, sheet: { sheet, at: clock.now(), by: of.by } };
      });
      return viewOfSheet(couple, of.side);
    },
  };
}

const otherOf = (couple: Couple, side: Side) => (side === 'a' ? couple.b : couple.a);

/** The sheet of a partner, with what of it reaches the other one by now. Pure. */
export function viewOfSheet(couple: Couple, side: Side): SheetView {
  const kept = couple[side]?.sheet ?? null;
  return { kept, partner: kept ? fieldsOfPartner(kept.sheet, otherOf(couple, side)) : [] };
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
