import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The repository's folders, for tests. Worker threads and child processes run the build. */
export const root = resolve(import.meta.dirname, '../..');
export const contentDir = join(root, 'content');
export const dialogsDir = join(root, 'dialogs');
export const scriptsDir = join(root, 'test/scripts');
export const built = (path: string): URL => pathToFileURL(join(root, 'dist', path));
export const storeWorker = built('src/adapters/libsql/worker.js');
