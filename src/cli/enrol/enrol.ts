import type { CoupleSpec, Enrolled, Enrolment } from '../../app/enrol.ts';
import { CoachError } from '../../domain/errors.ts';
import { localDate } from '../../domain/local-time.ts';

/** What became of one couple of a file. A couple that is enrolled already is passed over, so a file can be run again. */
export type EnrolResult =
  | ({ readonly caseCode: string; readonly status: 'enrolled' } & Omit<Enrolled, 'id'>)
  | { readonly caseCode: string; readonly status: 'already-enrolled' };

/** Enrols couples one by one; `onDone` hears of each. Rejects with what is no ordinary outcome; what is done stays. */
export async function enrolAll(
  app: Pick<Enrolment, 'invite'>,
  couples: readonly CoupleSpec[],
  onDone: (done: number, all: number) => void = () => {},
): Promise<readonly EnrolResult[]> {
  const results: EnrolResult[] = [];
  for (const couple of couples) {
    results.push(await enrolOne(app, couple));
    onDone(results.length, couples.length);
  }
  return results;
}

async function enrolOne(app: Pick<Enrolment, 'invite'>, couple: CoupleSpec): Promise<EnrolResult> {
  const { caseCode } = couple;
  try {
    const { codes } = await app.invite(couple);
    return { caseCode, status: 'enrolled', codes };
  } catch (error) {
    if (error instanceof CoachError && error.code === 'CASE_TAKEN') return { caseCode, status: 'already-enrolled' };
    throw error;
  }
}

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
