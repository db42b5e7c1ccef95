import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CoachError } from '../domain/errors.ts';
import type { DialogDefinition } from '../engine/machine/dialog.ts';

/**
 * The dialogs of a folder by their file names. Reads and imports each file.
 * @throws CoachError `DIALOG_INVALID` for a file that is no dialog.
 */
export async function loadDialogs(folder: string): Promise<ReadonlyMap<string, DialogDefinition>> {
  const files = (await readdir(folder)).filter((file) => /^[a-z-]+\.(?:js|ts)$/.test(file)).sort();
  const loaded = new Map<string, DialogDefinition>();
  for (const file of files) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { default?: DialogDefinition };
    if (!module.default?.states) {
      throw new CoachError('DIALOG_INVALID', `dialogs/${file}: export default defineDialog({…}) is missing.`);
    }
    loaded.set(file.replace(/\.\w+$/, ''), module.default);
  }
  return loaded;
}
