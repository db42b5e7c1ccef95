import { z } from 'zod';
import { define } from './define.ts';

const name = z.string().trim().min(1).max(200);
const whose = { caseCode: name, side: z.enum(['a', 'b']), by: name };

/** A partner's safe-contact sheet; the look is audited. @throws CoachError `NOT_FOUND`. */
export const sheetShow = define(z.strictObject(whose), async ({ app }, of) => (await app()).readSheet(of));

/** Keeps a safe-contact sheet in place of the one before. @throws CoachError `NOT_FOUND`, `SHEET_INVALID`, `SHEET_PARTNER`. */
export const sheetSet = define(z.strictObject({ ...whose, sheet: z.unknown() }), async ({ app }, { sheet, ...of }) =>
  (await app()).setSheet(of, sheet),
);
