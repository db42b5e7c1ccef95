import { randomUUID } from 'node:crypto';
import type { Client } from './client.ts';
import type { LibsqlOptions } from './libsql-options.ts';
import {
  changed,
  createMarks,
  type FileFacts,
  type Mark,
  type Marks,
  readMarker,
  refuseChanged,
  writeMarker,
} from './marker.ts';
import type { Owner } from './stamps.ts';

/** Aggregates that have no keys, and keys that have no aggregate. */
export interface Missing {
  readonly withoutKeys: readonly Owner[];
  readonly withoutState: readonly Owner[];
}

interface Facts {
  readonly coach: FileFacts;
  readonly keys: FileFacts;
}

/**
 * Holds the marker against both files; a start renews it. What is to be accepted is so when `renew` resolves. Touches the folder.
 * @throws CoachError `FOLDER_CHANGED` when they do not fit, unless they are to be accepted.
 */
export async function enter(client: Client, master: Uint8Array, { dataDir, as = 'start' }: LibsqlOptions) {
  const marks = createMarks(master);
  const { coach, keys } = await client.call('facts');
  const mended = client.mended() > 0;
  const facts = { coach: { ...coach, mended }, keys: { ...keys, mended } };
  const text = await readMarker(dataDir);
  const told = as === 'accept' || as === 'survey';
  const mark = told ? null : check(marks, text, facts);
  // A folder that was accepted gets a new name: files of the one before it do not fit any more.
  let turn = mark?.turn ?? 0;
  const folder = mark?.folder ?? randomUUID();
  const renew = async (): Promise<void> => {
    const now = await client.call('facts');
    turn += 1;
    const of = (file: FileFacts): Mark => ({ folder, turn, rows: file.rows, schema: file.schema });
    await client.call('stamp', marks.write('coach.db', of(now.coach)), marks.write('keys.db', of(now.keys)));
    await writeMarker(dataDir, marks.write('folder', of(now.coach)));
  };
  const missing: Missing = told ? await client.call('missing') : { withoutKeys: [], withoutState: [] };
  // A look that finds a damaged page mends the folder too.
  if (as === 'start' || (as === 'look' && mended)) await renew();
  return { renew, missing };
}

/** The mark of a folder; null for one that has none yet, new or made before there were marks. */
function check(marks: Marks, text: string | null, { coach, keys }: Facts): Mark | null {
  if (text !== null) {
    const mark = marks.read('folder', text);
    refuseChanged(marks, mark, 'coach.db', coach);
    refuseChanged(marks, mark, 'keys.db', keys);
    return mark;
  }
  if (coach.stamp !== null && keys.stamp !== null) throw changed('folder', 'folder.mark is gone.');
  if (coach.rows > 0 && keys.rows === 0) throw changed('keys.db', 'It is gone or empty.');
  if (keys.rows > 0 && coach.rows === 0) throw changed('coach.db', 'It is gone or empty.');
  return null;
}
