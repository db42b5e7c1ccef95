import type { CoupleSpec, EnrolCount, EnrolResult } from '../../app/enrol-all.ts';
import { localDate } from '../../domain/local-time.ts';
import type { LinedCouple } from './file.ts';

/** What became of one couple as a counselor reads it, one line for each code, with whom it is for. Pure. */
export function describeResult(result: EnrolResult, { couple, line }: LinedCouple): string {
  const { caseCode } = result;
  switch (result.status) {
    case 'enrolled':
      return result.codes.map((code) => codeLine(code, couple)).join('');
    case 'already-enrolled':
      return `${caseCode}  is enrolled already; a new code in place of an old one: coach invite ${caseCode} ${firstInvite(couple)}\n`;
    case 'failed':
      return `${caseCode}  FAILED, line ${line}: ${result.code}: ${result.message}\n`;
  }
}

function codeLine(given: Extract<EnrolResult, { status: 'enrolled' }>['codes'][number], couple: CoupleSpec): string {
  const { side, channel, code, expiresAt } = given;
  const partner = couple[side];
  const until = localDate(expiresAt, partner?.zone ?? 'UTC');
  return `${couple.caseCode}  ${side}  ${(partner?.name ?? '').padEnd(12)} ${channel.padEnd(6)} ${code}  until ${until}\n`;
}

const firstInvite = ({ a }: CoupleSpec): string => `a ${'invites' in a ? (a.invites[0] ?? 'sms') : a.channel}`;

/** How many there were of each kind, and what to do about the rest. Pure. */
export function describeCount({ enrolled, already, failed, left }: EnrolCount): string {
  const lines = [
    `${enrolled} enrolled, ${already} enrolled already, ${failed} failed${left > 0 ? `, ${left} not tried` : ''}.`,
    ...(enrolled > 0 ? ['Each code works once, on its channel. It is not shown again.'] : []),
    ...(failed + left > 0
      ? ['Mend what failed and run the same file again: couples that are enrolled are passed over.']
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
