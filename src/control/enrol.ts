import { z } from 'zod';
import { type CoupleSpec, type EnrolResult, enrolAll } from '../app/enrolment/enrol-all.ts';
import { channelNames } from '../domain/channel.ts';
import { define } from './define.ts';

// The command has read the file; what arrives here is its own.
const couples = z.array(z.custom<CoupleSpec>((value) => typeof value === 'object' && value !== null));

/** One couple that is done with: its place in the list, and what became of it. */
export interface EnrolItem {
  readonly index: number;
  readonly result: EnrolResult;
}

/** Enrols couples; tells of each as an `EnrolItem` when it is done, and gives how many there were of each kind. */
export const enrol = define(
  z.strictObject({ couples }),
  async ({ app }, { couples: all }, { item, progress }) =>
    enrolAll(await app(), all, (result, index) => {
      item({ index, result } satisfies EnrolItem);
      progress(`${index + 1} of ${all.length}`);
    }),
  { mayCreate: true },
);

/** A new code for a partner. @throws CoachError `NOT_FOUND`. */
export const invite = define(
  z.strictObject({ caseCode: z.string(), side: z.enum(['a', 'b']), channel: z.enum(channelNames) }),
  async ({ app }, { caseCode, side, channel }) => (await app()).inviteAgain(caseCode, side, channel),
);
