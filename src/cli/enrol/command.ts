import { progress } from '@clack/prompts';
import type { CoupleSpec, Enrolment } from '../../app/enrol.ts';
import { CoachError } from '../../domain/errors.ts';
import { localDate } from '../../domain/local-time.ts';
import { type ChannelName, channelNames } from '../../domain/partner.ts';
import { describeResults, enrolAll } from './enrol.ts';

const write = (text: string): void => void process.stdout.write(text);

/** `coach enrol`: enrols couples and writes their codes. */
export async function enrolCommand(
  app: Pick<Enrolment, 'invite'>,
  couples: readonly CoupleSpec[],
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const bar = process.stderr.isTTY && !json && couples.length > 20 ? progress({ output: process.stderr }) : null;
  bar?.start('Enrolling');
  const results = await enrolAll(app, couples, (done, all) => bar?.advance(100 / all, `${done} of ${all}`));
  bar?.clear();
  write(json ? `${JSON.stringify({ couples: results })}\n` : describeResults(results, couples));
}

/** `coach invite`: a new code for one partner. @throws CoachError `ENROLMENT_INVALID`, `NOT_FOUND`. */
export async function inviteCommand(
  app: Pick<Enrolment, 'inviteAgain'>,
  caseCode: string,
  side: string,
  channel: string,
): Promise<void> {
  if ((side !== 'a' && side !== 'b') || !isChannel(channel))
    throw new CoachError('ENROLMENT_INVALID', 'Say who and where: coach invite C-017 a sms (or b; teams, slack, web).');
  const { code, expiresAt } = await app.inviteAgain(caseCode, side, channel);
  write(`${caseCode}  ${side}  ${channel}  ${code}  until ${localDate(expiresAt, 'UTC')}\n`);
}

const isChannel = (name: string): name is ChannelName => (channelNames as readonly string[]).includes(name);
