import { stat } from 'node:fs/promises';

/** Whether others on this machine can write into a folder: by its rights, or because it is another user's. Looks at it. */
export async function isOpenToOthers(path: string): Promise<boolean> {
  const { mode, uid } = await stat(path);
  return (mode & 0o022) !== 0 || (process.getuid !== undefined && uid !== process.getuid());
}
