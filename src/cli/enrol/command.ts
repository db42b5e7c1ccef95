import type { InviteCode } from '../../app/enrol.ts';
import type { CoupleSpec, EnrolResult } from '../../app/enrol-all.ts';
import type { Config } from '../../config/config.ts';
import { CoachError } from '../../domain/errors.ts';
import { localDate } from '../../domain/local-time.ts';
import { channelNames } from '../../domain/partner.ts';
import { withService } from '../control-client.ts';
import { drawProgress } from '../draw-progress.ts';
import { describeResults } from './describe.ts';

const write = (text: string): void => void process.stdout.write(text);

/** `coach enrol`: enrols couples and writes their codes. */
export async function enrolCommand(
  config: Config,
  couples: readonly CoupleSpec[],
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const bar = drawProgress('Enrolling', !json && couples.length > 20);
  const { results } = (await withService(config, 'enrol', { couples }, bar.on)) as { results: readonly EnrolResult[] };
  bar.end();
  write(json ? `${JSON.stringify({ couples: results })}\n` : describeResults(results, couples));
}

/** `coach invite`: a new code for one partner. @throws CoachError `ENROLMENT_INVALID`, `NOT_FOUND`. */
export async function inviteCommand(config: Config, caseCode: string, side: string, channel: string): Promise<void> {
  if ((side !== 'a' && side !== 'b') || !(channelNames as readonly string[]).includes(channel))
    throw new CoachError('ENROLMENT_INVALID', 'Say who and where: coach invite C-017 a sms (or b; teams, slack, web).');
  const { code, expiresAt } = (await withService(config, 'invite', { caseCode, side, channel })) as InviteCode;
  write(`${caseCode}  ${side}  ${channel}  ${code}  until ${localDate(expiresAt, 'UTC')}\n`);
}
