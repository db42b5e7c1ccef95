import { CoachError } from '../domain/errors.ts';
import type { CoupleSpec, Enrolled, Enrolment } from './enrol.ts';

export type { CoupleSpec } from './enrol.ts';

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
