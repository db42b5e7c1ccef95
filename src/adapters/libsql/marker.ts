import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CoachError } from '../../domain/errors.ts';
import { keyBytes } from '../keys/seal.ts';

/** What the marker and both files say of a folder. `turn` counts its starts and backups. */
export interface Mark {
  readonly folder: string;
  readonly turn: number;
  readonly rows: number;
  readonly schema: string;
}

/** What a file says of itself when it is opened. `stamp` is null before the first one. */
export interface FileFacts {
  readonly stamp: string | null;
  readonly rows: number;
  /** The tables as they were before this start, and as they are now. */
  readonly before: string;
  readonly schema: string;
  /** Whether it was damaged and has just been mended. What it lost is reported by `missing`. */
  readonly mended?: boolean;
}

type Place = 'folder' | 'coach.db' | 'keys.db';

const markerIn = (dataDir: string): string => join(dataDir, 'folder.mark');

/** Writes and reads marks that only the holder of the key-encryption key can make. Pure. */
export function createMarks(master: Uint8Array) {
  const key = Buffer.from(hkdfSync('sha256', master, '', 'side-by-side mark', keyBytes));
  const macOf = (place: Place, body: string): Buffer => createHmac('sha256', key).update(`${place}|${body}`).digest();
  return {
    write(place: Place, mark: Mark): string {
      const body = Buffer.from(JSON.stringify(mark)).toString('base64url');
      return `${body}.${macOf(place, body).toString('base64url')}`;
    },
    /** @throws CoachError `FOLDER_CHANGED` when it was changed. */
    read(place: Place, text: string): Mark {
      const [body = '', mac = ''] = text.trim().split('.');
      const given = Buffer.from(mac, 'base64url');
      const right = macOf(place, body);
      if (given.length !== right.length || !timingSafeEqual(given, right))
        throw changed(place, 'Its mark was changed.');
      return JSON.parse(Buffer.from(body, 'base64url').toString()) as Mark;
    },
  };
}

export type Marks = ReturnType<typeof createMarks>;

/** The tables that a stamp tells of, not authenticated yet; null where there is no stamp that can be read. Pure. */
export function stampedSchema(stamp: string | null): string | null {
  try {
    const [body = ''] = (stamp ?? '').split('.');
    return (JSON.parse(Buffer.from(body, 'base64url').toString()) as Partial<Mark>).schema ?? null;
  } catch {
    return null;
  }
}

/** The marker of a folder that has lived; null when it has none. */
export function readMarker(dataDir: string): Promise<string | null> {
  return readFile(markerIn(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw changed('folder', 'folder.mark cannot be read.');
  });
}

/** Puts the marker on disk, whole or not at all. */
export async function writeMarker(dataDir: string, text: string): Promise<void> {
  const draft = `${markerIn(dataDir)}.part`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, markerIn(dataDir));
  const folder = await open(dataDir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Before anything is opened, and so made: a folder that has lived has both files. @throws CoachError `FOLDER_CHANGED`. */
export async function refuseLostFile(dataDir: string): Promise<void> {
  if ((await readMarker(dataDir)) === null) return;
  for (const file of ['coach.db', 'keys.db'] as const) {
    const size = await stat(join(dataDir, file)).then(
      (found) => found.size,
      () => null,
    );
    if (!size) throw changed(file, size === null ? 'It is gone.' : 'It is empty.');
  }
}

/** Does a file belong to this folder, and is it as it was left? @throws CoachError `FOLDER_CHANGED`. */
export function refuseChanged(marks: Marks, folder: Mark, file: 'coach.db' | 'keys.db', facts: FileFacts): void {
  if (facts.stamp === null) throw changed(file, 'Its mark is gone.');
  const mark = marks.read(file, facts.stamp);
  if (mark.folder !== folder.folder) throw changed(file, 'It belongs to another folder.');
  if (mark.turn < folder.turn) throw changed(file, 'It is older than the folder.');
  // The marker is written last: after a kill between them the files are one ahead.
  if (mark.turn > folder.turn + 1) throw changed('folder', 'folder.mark is older than the files.');
  if (mark.schema !== facts.before) throw changed(file, 'Its tables were changed.');
  if (facts.rows < mark.rows && !facts.mended) throw changed(file, `${mark.rows - facts.rows} of its rows are gone.`);
}

const backupOf: Readonly<Record<Place, string>> = {
  'coach.db': 'the copy of the store (backup FILE)',
  'keys.db': 'the copy of the keys (backup --keys FILE)',
  folder: 'both files from one backup',
};

/** The refusal: what is wrong, which backup brings it back, and how a restored folder is accepted. Pure. */
export const changed = (place: Place, why: string): CoachError =>
  new CoachError(
    'FOLDER_CHANGED',
    `${place}: ${why} Restore ${backupOf[place]}, then run "coach restore accept" (docs/backup.md).`,
    { file: place },
  );
