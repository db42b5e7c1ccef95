import { loadDialogs } from '../app/load-dialogs.ts';
import { createDialogs } from '../engine/machine/dialogs.ts';
import { type Stale, stalePages, writePages } from './diagrams/folder.ts';

const told: Readonly<Record<Stale['how'], { readonly stale: string; readonly done: string }>> = {
  missing: { stale: 'is missing', done: 'drawn' },
  changed: { stale: 'is not what the dialog says', done: 'drawn again' },
  'left-over': { stale: 'is left over from a dialog that is gone', done: 'removed' },
};

/**
 * `coach diagrams`: draws each dialog into the folder; with `check` only tells what is stale. The exit code: 1 when a check
 * found something. Reads and writes the folder.
 */
export async function diagramsCommand(
  dialogsDir: string,
  folder: string,
  { check = false }: { readonly check?: boolean },
  write: (text: string) => void,
): Promise<number> {
  const dialogs = createDialogs(await loadDialogs(dialogsDir));
  const stale = await (check ? stalePages : writePages)(folder, dialogs);
  for (const { file, how } of stale) write(`${file}: ${told[how][check ? 'stale' : 'done']}\n`);
  if (stale.length === 0) write(`${dialogs.size} diagrams are as the dialogs are\n`);
  else if (check) write('run `npm run diagrams`\n');
  return check && stale.length > 0 ? 1 : 0;
}
