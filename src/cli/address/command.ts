import type { HoldView } from '../../app/enrolment/move-address.ts';
import { channelNames } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { readLine } from '../read-line.ts';

/** Asks the service of a data folder, or opens the folder itself. */
export type Ask = (operation: string, args: object) => Promise<unknown>;

export interface MoveOptions {
  readonly by: string;
  readonly checked: string;
}

/**
 * `coach address move`: begins to move an address to another person. The address comes from standard input, so that no number
 * stands in a shell's history or among the processes.
 * @throws CoachError `ENROLMENT_INVALID`, `NOT_FOUND`, `ADDRESS_TAKEN`.
 */
export async function moveCommand(
  ask: Ask,
  [channel, toCase, toSide]: readonly [string, string, string],
  { by, checked }: MoveOptions,
  { input, output, told }: Streams,
): Promise<void> {
  if ((toSide !== 'a' && toSide !== 'b') || !(channelNames as readonly string[]).includes(channel))
    throw new CoachError(
      'ENROLMENT_INVALID',
      'Say where and to whom: coach address move sms C-018 b (or a; teams, slack).',
    );
  told.write('The address, as the channel has it (a number as +15550100), then Enter: ');
  const address = await readLine(input);
  if (address === '') throw new CoachError('ENROLMENT_INVALID', 'No address was given: nothing was changed.');
  const hold = (await ask('address-move', {
    channel,
    address,
    toCase,
    toSide,
    by,
    checked,
  })) as HoldView;
  output.write(`${describe(hold)}Until then: coach address cancel ${hold.caseCode} ${hold.id} --by NAME\n`);
}

/** `coach address list`: what waits in a case. */
export async function listCommand(ask: Ask, caseCode: string, output: NodeJS.WritableStream): Promise<void> {
  const { holds } = (await ask('address-holds', { caseCode })) as { holds: readonly HoldView[] };
  output.write(holds.length === 0 ? 'Nothing waits in this case.\n' : holds.map(describe).join(''));
}

/** `coach address cancel`: takes a move back. @throws CoachError `NOT_FOUND`. */
export async function cancelCommand(
  ask: Ask,
  [caseCode, hold]: readonly [string, string],
  by: string,
  output: NodeJS.WritableStream,
): Promise<void> {
  await ask('address-cancel', { caseCode, hold, by });
  output.write('The address stays where it is.\n');
}

interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly told: NodeJS.WritableStream;
}

const describe = ({ id, caseCode, side, channel, due, by }: HoldView): string =>
  `${id}  ${caseCode} ${side}  ${channel}  moves ${new Date(due).toISOString()}  asked by ${by}\n`;
