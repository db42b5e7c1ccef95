import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The version of package.json, and Node's. Reads the file. */
export async function versionLine(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return `Side by Side ${version} (Node ${process.versions.node})`;
}
