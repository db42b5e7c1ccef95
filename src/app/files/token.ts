import type { CoachFile } from '../../domain/file.ts';
import type { Keys, Seal } from '../../ports/keys.ts';

const about = 'file';

/** A file as its link names it: sealed, so that the address tells nothing and nobody makes one. Signs that a URL takes as they are. */
export const sealFile = (seal: Seal, file: CoachFile): string =>
  seal.seal(about, JSON.stringify(file)).replaceAll('|', '~');

/** What `sealFile` sealed; null for anything else. Never throws. */
export function openSealedFile(seal: Seal, token: string): CoachFile | null {
  try {
    // What opens was sealed here.
    return JSON.parse(seal.open(about, token.replaceAll('~', '|'))) as CoachFile;
  } catch {
    return null;
  }
}

/** Where a file is fetched from. `base`: where the internet reaches this service, '' for a page that it serves itself. */
export const fileAddress = ({ system }: Pick<Keys, 'system'>, base: string, file: CoachFile): string =>
  `${base.replace(/\/+$/, '')}/files?t=${encodeURIComponent(sealFile(system, file))}`;
