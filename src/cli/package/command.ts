import { writeFile } from 'node:fs/promises';
import type { Config } from '../../config/config.ts';
import { CoachError } from '../../domain/errors.ts';
import { targets } from './targets.ts';

/**
 * `coach package <target>`: writes what another service is given so that it knows the coach, into a new file.
 * @throws CoachError `NOT_FOUND`, `CONFIG_INVALID`, `FILE_EXISTS`, `FILE_UNWRITABLE`.
 */
export async function packageCommand(
  name: string,
  config: Config,
  { out }: { readonly out?: string },
  write: (text: string) => void,
): Promise<void> {
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (!target) throw new CoachError('NOT_FOUND', `Say what: ${Object.keys(targets).join(', ')}.`);
  const file = out ?? target.file;
  await writeNew(file, await target.make(config));
  write(`${file}: ${target.about}\n${target.next}\n`);
}

async function writeNew(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new CoachError('FILE_EXISTS', `${file} is there already: move it away, or choose another with --out.`);
    throw new CoachError('FILE_UNWRITABLE', `${file} cannot be written: check its folder, space and rights.`);
  }
}
