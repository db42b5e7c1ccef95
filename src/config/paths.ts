import { resolve, sep } from 'node:path';

/** Does a path lie in a folder, as both are written? Pure but for the current folder. */
export const liesIn = (path: string, folder: string): boolean => resolve(path).startsWith(resolve(folder) + sep);
