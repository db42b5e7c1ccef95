import type { CoupleSpec, EnrolResult } from '../../app/enrol-all.ts';
import { localDate } from '../../domain/local-time.ts';

/** The results as a counselor reads them, with whom each code is for. Pure. */
export function describeResults(results: readonly EnrolResult[], couples: readonly CoupleSpec[]): string {
  const lines = results.flatMap((result, index) => {
    if (result.status === 'already-enrolled')
      return [`${result.caseCode}  is enrolled already; a new code: coach invite ${result.caseCode} a sms`];
    const couple = couples[index];
    return result.codes.map(({ side, channel, code, expiresAt }) => {
      const partner = couple?.[side];
      const until = localDate(expiresAt, partner?.zone ?? 'UTC');
      return `${result.caseCode}  ${side}  ${(partner?.name ?? '').padEnd(12)} ${channel.padEnd(6)} ${code}  until ${until}`;
    });
  });
  const once = results.some(({ status }) => status === 'enrolled')
    ? '\nEach code works once, on its channel. It is not shown again.\n'
    : '';
  return `${lines.join('\n')}\n${once}`;
}
