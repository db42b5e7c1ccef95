import { join } from 'node:path';
import { loadDialogs } from '../app/catalog/load-dialogs.ts';
import { createDialogs } from '../engine/machine/dialogs.ts';
import { exercisePages } from './diagrams/exercises.ts';
import { type Stale, stalePages, writePages } from './diagrams/folder.ts';
import { diagramPages } from './diagrams/page.ts';

const told: Readonly<Record<Stale['how'], { readonly stale: string; readonly done: string }>> = {
  missing: { stale: 'is missing', done: 'drawn' },
  changed: { stale: 'is not what the dialog says', done: 'drawn again' },
  'left-over': { stale: 'is left over from a dialog that is gone', done: 'removed' },
};

/**
 * `coach diagrams`: draws each dialog into `dialogs` of the folder, and writes what each exercise says of itself into `exercises`;
 * with `check` only tells what is stale. The exit code: 1 when a check found something. Reads and writes the folder.
 */
export async function diagramsCommand(
  dialogsDir: string,
  docs: string,
  { check = false }: { readonly check?: boolean },
  write: (text: string) => void,
): Promise<number> {
  const dialogs = createDialogs(await loadDialogs(dialogsDir));
  const work = check ? stalePages : writePages;
  const folders = [
    ['dialogs', diagramPages(dialogs)],
    ['exercises', exercisePages(dialogs)],
  ] as const;
  let found = 0;
  for (const [folder, pages] of folders) {
    const stale = await work(join(docs, folder), pages);
    found += stale.length;
    for (const { file, how } of stale) write(`${folder}/${file}: ${told[how][check ? 'stale' : 'done']}\n`);
  }
  if (found === 0) write(`${dialogs.size} diagrams are as the dialogs are\n`);
  else if (check) write('run `npm run diagrams`\n');
  return check && found > 0 ? 1 : 0;
}
