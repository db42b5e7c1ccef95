import { z } from 'zod';
import { define } from './define.ts';

const name = z.string().trim().min(1).max(200);
const whose = { caseCode: name, side: z.enum(['a', 'b']), by: name };

/** When a partner's detox ended; the look is audited. @throws CoachError `NOT_FOUND`. */
export const detoxShow = define(z.strictObject(whose), async ({ app }, of) => ({
  date: await (await app()).readDetox(of),
}));

/** Keeps a detox date in place of the one before; null takes it away. @throws CoachError `NOT_FOUND`, `DETOX_INVALID`. */
export const detoxSet = define(
  z.strictObject({ ...whose, date: z.string().trim().max(40).nullable() }),
  async ({ app }, { date, ...of }) => ({ date: await (await app()).setDetox(of, date) }),
);
