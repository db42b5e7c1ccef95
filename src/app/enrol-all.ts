import { CoachError, type ErrorCode } from '../domain/errors.ts';
import type { CoupleSpec, Enrolled, Enrolment } from './enrol.ts';

export type { CoupleSpec } from './enrol.ts';

/** What became of one couple of a file. A couple that is enrolled already is passed over, so a file can be run again. */
export type EnrolResult =
  | ({ readonly caseCode: string; readonly status: 'enrolled' } & Omit<Enrolled, 'id'>)
  | { readonly caseCode: string; readonly status: 'already-enrolled' }
  | { readonly caseCode: string; readonly status: 'failed'; readonly code: ErrorCode; readonly message: string };

/** How many couples were enrolled, passed over, failed, and were not tried. */
export interface EnrolCount {
  readonly enrolled: number;
  readonly already: number;
  readonly failed: number;
  readonly left: number;
}

/** After so many faults of the store itself in a row, the rest is left for another time. */
const mostStoreFaults = 3;

/**
 * Enrols couples one by one; `tell` hears of each as soon as it is done, with its place in the list. A couple that fails is
 * told, and the rest goes on. Rejects with what is no CoachError, or with what `tell` throws; what is done stays.
 */
export async function enrolAll(
  app: Pick<Enrolment, 'invite'>,
  couples: readonly CoupleSpec[],
  tell: (result: EnrolResult, index: number) => void,
): Promise<EnrolCount> {
  const count = { enrolled: 0, already: 0, failed: 0, left: couples.length };
  let storeFaults = 0;
  for (const [index, couple] of couples.entries()) {
    const result = await enrolOne(app, couple);
    count.left -= 1;
    count[counterOf(result)] += 1;
    tell(result, index);
    storeFaults = isOfStore(result) ? storeFaults + 1 : 0;
    if (storeFaults === mostStoreFaults) break;
  }
  return count;
}

async function enrolOne(app: Pick<Enrolment, 'invite'>, couple: CoupleSpec): Promise<EnrolResult> {
  const { caseCode } = couple;
  try {
    const { codes } = await app.invite(couple);
    return { caseCode, status: 'enrolled', codes };
  } catch (error) {
    if (!(error instanceof CoachError)) throw error;
    if (error.code === 'CASE_TAKEN') return { caseCode, status: 'already-enrolled' };
    return { caseCode, status: 'failed', code: error.code, message: error.message };
  }
}

const counterOf = ({ status }: EnrolResult) => (status === 'already-enrolled' ? 'already' : status);

const isOfStore = (result: EnrolResult): boolean =>
  result.status === 'failed' && (result.code === 'STORE_UNAVAILABLE' || result.code === 'KEY_MISSING');
