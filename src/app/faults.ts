import { CoachError } from '../domain/errors.ts';

/** Whether the store itself is in trouble: then nothing, not even a bare turn, can be written. Pure. */
export const isStoreFault = (error: unknown): boolean =>
  error instanceof CoachError && (error.code === 'STORE_UNAVAILABLE' || error.code === 'COMMIT_CONTENDED');

/** Null for what cannot be opened. @throws the error where it is the store's: a store that is away says nothing of a record. */
export function nullUnlessStore(error: unknown): null {
  if (isStoreFault(error)) throw error;
  return null;
}
