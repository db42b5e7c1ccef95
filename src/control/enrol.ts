import { z } from 'zod';
import { type CoupleSpec, enrolAll } from '../app/enrol-all.ts';
import { channelNames } from '../domain/partner.ts';
import { define } from './define.ts';

// The command has read the file; what arrives here is its own.
const couples = z.array(z.custom<CoupleSpec>((value) => typeof value === 'object' && value !== null));

/** Enrols couples; gives what became of each. @throws CoachError `ENROLMENT_INVALID`, `ADDRESS_TAKEN`. */
export const enrol = define(
  z.strictObject({ couples }),
  async ({ app }, args, progress) => ({
    results: await enrolAll(await app(), args.couples, (done, all) => progress(`${done} of ${all}`)),
  }),
  { mayCreate: true },
);

/** A new code for a partner. @throws CoachError `NOT_FOUND`. */
export const invite = define(
  z.strictObject({ caseCode: z.string(), side: z.enum(['a', 'b']), channel: z.enum(channelNames) }),
  async ({ app }, { caseCode, side, channel }) => (await app()).inviteAgain(caseCode, side, channel),
);
