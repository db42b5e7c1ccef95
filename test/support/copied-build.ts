import { cp, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crashedDist } from './crash.ts';

/**
 * A copy of the build in a folder of its own, with content that can be changed beside it: the service finds its content
 * there. Gives its dist folder. Source maps are left out: they are half of it.
 */
export async function copyBuild(home: string, change: (contentDir: string) => Promise<unknown>): Promise<string> {
  const real = dirname(crashedDist);
  await mkdir(home);
  const filter = (path: string): boolean => !path.endsWith('.map');
  await cp(crashedDist, join(home, 'dist'), { recursive: true, preserveTimestamps: true, filter });
  await cp(join(real, 'content'), join(home, 'content'), { recursive: true });
  await cp(join(real, 'package.json'), join(home, 'package.json'));
  await symlink(join(real, 'node_modules'), join(home, 'node_modules'));
  await change(join(home, 'content'));
  return join(home, 'dist');
}
