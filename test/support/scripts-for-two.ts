import { readFile } from 'node:fs/promises';
import { findScripts } from '../../src/cli/script/files.ts';
import { exercisesOf } from '../../src/domain/exercise.ts';
import type { Catalog } from '../../src/service/service.ts';
import { scriptsDir } from './places.ts';

/** Dialogs that belong to what is for two, and are no exercise themselves. */
const around = ['gate', 'break', 'return', 'note', 'part-ways', 'rituals'];

/** The files of scripts in which something of an exercise is said: a new one brings its own. Reads them all. */
export async function scriptsForTwo({ dialogs }: Pick<Catalog, 'dialogs'>): Promise<readonly string[]> {
  const names = [...exercisesOf(dialogs.values()).map(({ name }) => name), ...around];
  const says = new RegExp(`key:(?:${names.join('|')})\\.`);
  const files = await findScripts([scriptsDir]);
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return files.filter((_, index) => says.test(texts[index] ?? ''));
}
