import { MongoBulkWriteError, MongoError, MongoServerError } from 'mongodb';
import { CoachError } from '../../domain/errors.ts';

/** Whether a write was refused because its `_id` or another unique value is there already. Pure. */
export const isTaken = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11_000;

/** How many documents of an ordered insert were written before the one that was refused. Pure. */
export const writtenBefore = (error: unknown): number =>
  error instanceof MongoBulkWriteError ? error.result.insertedCount : 0;

/** What the manual lists for a node that is no primary any more, or is going down, and for a write that too few nodes have. */
const passing = new Set([6, 7, 64, 89, 91, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436]);

/**
 * Whether a fault may pass: no connection, no primary, no majority in time. Whether a write was done is unknown then. A refusal
 * of another kind stays one. Pure.
 */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  if (!(error instanceof MongoServerError)) return true;
  return error.hasErrorLabel('RetryableWriteError') || passing.has(Number(error.code));
}

/** The fault of a store that does not answer. Pure. */
export function unavailable(error: unknown): CoachError {
  if (error instanceof CoachError) return error;
  const { codeName, name } = error as { readonly codeName?: string; readonly name?: string };
  const reason = codeName ?? name ?? 'unknown';
  return new CoachError('STORE_UNAVAILABLE', `MongoDB does not answer as it has to (${reason}).`, { reason }, error);
}

/** What an operation gives. Rejects with `STORE_UNAVAILABLE` for every fault of the driver. */
export async function answered<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
}
