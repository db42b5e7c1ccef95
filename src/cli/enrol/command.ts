import type { InviteCode } from '../../app/enrolment/enrol.ts';
import type { EnrolCount } from '../../app/enrolment/enrol-all.ts';
import type { Config } from '../../config/config.ts';
import type { EnrolItem } from '../../control/enrol.ts';
import type { Telling } from '../../control/operation.ts';
import { channelNames } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { localDate } from '../../domain/local-time.ts';
import { withService } from '../control-client.ts';
import { drawProgress } from '../draw-progress.ts';
import { describeCount, describeResult } from './describe.ts';
import type { LinedCouple } from './file.ts';
import { openOutput } from './output.ts';

export interface EnrolOptions {
  /** One JSON object per couple, and one with the counts at the end. */
  readonly json?: boolean;
  /** The file that the results are added to, instead of standard output. */
  readonly out?: string;
}

/** Has the couples enrolled; tests give their own. */
export type Enrol = (couples: readonly LinedCouple['couple'][], telling: Telling) => Promise<EnrolCount>;

/**
 * `coach enrol`: enrols couples and writes what became of each as soon as it is known. The exit code: 0 when all of them
 * are enrolled, else 1. @throws CoachError `FILE_UNWRITABLE` before anybody is enrolled.
 */
export async function enrolCommand(
  enrol: Enrol,
  lined: readonly LinedCouple[],
  { json = false, out }: EnrolOptions,
): Promise<number> {
  const output = openOutput(out);
  const bar = drawProgress('Enrolling', lined.length > 20 && (out !== undefined || !process.stdout.isTTY));
  let begun = false;
  const item = (told: object): void => {
    begun = true;
    const { index, result } = told as EnrolItem;
    const one = lined[index];
    if (one) output.write(json ? `${JSON.stringify({ line: one.line, ...result })}\n` : describeResult(result, one));
  };
  try {
    const couples = lined.map(({ couple }) => couple);
    const count = await enrol(couples, { item, progress: bar.on });
    bar.end();
    process.stdout.write(json ? `${JSON.stringify(count)}\n` : describeCount(count));
    return count.failed + count.left === 0 ? 0 : 1;
  } catch (error) {
    if (begun) process.stderr.write(unfinished);
    throw error;
  } finally {
    bar.end();
    output.close();
  }
}

const unfinished =
  'Enrolling ended early. What is written is enrolled. Run the same file again: couples that are enrolled are passed over, and\n' +
  'for one whose code was never shown `coach invite CASE a|b CHANNEL` makes a new one.\n';

/** Enrols through the service of a data folder, or in the folder itself. */
export const enrolIn =
  (config: Config): Enrol =>
  async (couples, telling) =>
    (await withService(config, 'enrol', { couples }, telling)) as EnrolCount;

/** `coach invite`: a new code for one partner. @throws CoachError `ENROLMENT_INVALID`, `NOT_FOUND`. */
export async function inviteCommand(config: Config, caseCode: string, side: string, channel: string): Promise<void> {
  if ((side !== 'a' && side !== 'b') || !(channelNames as readonly string[]).includes(channel))
    throw new CoachError('ENROLMENT_INVALID', 'Say who and where: coach invite C-017 a sms (or b; teams, slack, web).');
  const { code, expiresAt } = (await withService(config, 'invite', { caseCode, side, channel })) as InviteCode;
  process.stdout.write(`${caseCode}  ${side}  ${channel}  ${code}  until ${localDate(expiresAt, 'UTC')}\n`);
}
