import { CoachError } from '../../../domain/errors.ts';
import type { WorkerInput } from '../protocol.ts';
import { type Hearer, startThread, type Thread } from '../thread.ts';
import { type File, mendFile } from './mend-file.ts';

/** Damage that comes back points to a failing disk: no file is mended more often than this. */
const mostMends = 3;

/** Mends the files of a folder while no thread has them open, a few times at most. */
export interface Mender {
  /** How many files were mended. */
  count(): number;
  /** The file that a fault says is damaged; null when it is another fault, or no file is mended any more. */
  damaged(error: unknown): File | null;
  /** Mends these. When one cannot be mended, none is mended after it; the next start says what is wrong. */
  mend(files: Iterable<File>): Promise<void>;
  /** Starts the thread; a file whose damage the start meets is mended first. `resumed`: a thread had the files before. */
  start(resumed: boolean, hearer: Hearer): Promise<Thread>;
}

/** The mender of a data folder. Starts threads and touches the folder. */
export function createMender(url: URL, input: WorkerInput): Mender {
  let mends = 0;
  const damaged = (error: unknown): File | null => (mends < mostMends ? damagedFile(error) : null);
  return {
    count: () => mends,
    damaged,
    async mend(files) {
      for (const file of files) {
        mends += 1;
        await mendFile(url, input, file).catch(() => {
          mends = mostMends;
        });
      }
    },
    async start(resumed, hearer) {
      for (;;) {
        try {
          return await startThread(url, { ...input, resumed }, hearer);
        } catch (error) {
          const file = damaged(error);
          if (!file) throw error;
          mends += 1;
          await mendFile(url, input, file);
        }
      }
    },
  };
}

/** The file that a fault says is damaged. Pure. */
export function damagedFile(error: unknown): File | null {
  if (!(error instanceof CoachError) || error.code !== 'STORE_DAMAGED') return null;
  return error.details['file'] as File;
}
