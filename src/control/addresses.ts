import { z } from 'zod';
import { channelNames } from '../domain/channel.ts';
import { define } from './define.ts';

const side = z.enum(['a', 'b']);
const name = z.string().trim().min(1).max(200);

/** Begins to move an address to another person. @throws CoachError `NOT_FOUND`, `ADDRESS_TAKEN`. */
export const addressMove = define(
  z.strictObject({
    ...{ channel: z.enum(channelNames), address: z.string().min(1).max(1_000) },
    ...{ toCase: z.string(), toSide: side, by: name, checked: name },
  }),
  async ({ app }, move) => (await app()).moveAddress(move),
);

/** What waits in a case. @throws CoachError `NOT_FOUND`. */
export const addressHolds = define(z.strictObject({ caseCode: z.string() }), async ({ app }, { caseCode }) => ({
  holds: await (await app()).holds(caseCode),
}));

/** Takes a move back. @throws CoachError `NOT_FOUND`. */
export const addressCancel = define(
  z.strictObject({ caseCode: z.string(), hold: z.string(), by: name }),
  async ({ app }, { caseCode, hold, by }) => {
    await (await app()).cancelHold(caseCode, hold, by);
    return {};
  },
);
