import { closeSync, openSync, writeSync } from 'node:fs';
import { CoachError } from '../../domain/errors.ts';

/** Where results go, one by one. */
export interface ResultOutput {
  write(text: string): void;
  close(): void;
}

/**
 * Standard output, or the end of a file for its owner alone: codes stand in it. Each text is in the file when `write` returns.
 * @throws CoachError `FILE_UNWRITABLE`.
 */
export function openOutput(path: string | undefined): ResultOutput {
  if (path === undefined) return { write: (text) => void process.stdout.write(text), close: () => {} };
  const file = guarded(path, () => openSync(path, 'a', 0o600));
  return {
    write: (text) => void guarded(path, () => writeSync(file, text)),
    close: () => closeSync(file),
  };
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const message = `The file ${path} cannot be written (${reason}): check its folder, space and rights.`;
    throw new CoachError('FILE_UNWRITABLE', message, { path, reason }, error);
  }
}
