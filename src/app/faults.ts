import { CoachError } from '../domain/errors.ts';

/** Whether the store itself is in trouble: then nothing, not even a bare turn, can be written. Pure. */
export const isStoreFault = (error: unknown): boolean =>
  error instanceof CoachError && (error.code === 'STORE_UNAVAILABLE' || error.code === 'COMMIT_CONTENDED');
