import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

const sources = ['src', 'dialogs'];

/**
 * Says that a build is older than its sources, and which one changed last; null when it is not, or where there are no sources.
 * `root` holds both; `built` is a file that every build writes. Reads the times of files.
 */
export async function staleBuild(root: string, built: string): Promise<string | null> {
  const since = await stat(built).catch(() => null);
  const times = since && (await Promise.all(sources.map((folder) => timesIn(join(root, folder))))).flat();
  const newest = times?.reduce((one, other) => (other.at > one.at ? other : one), { path: '', at: 0 });
  if (!since || !newest || newest.at <= since.mtimeMs) return null;
  return `The build is older than ${relative(root, newest.path)}: what runs is not what stands there. Build it: npm run build`;
}

async function timesIn(folder: string): Promise<readonly { readonly path: string; readonly at: number }[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path, at: (await stat(path)).mtimeMs };
    }),
  );
}
