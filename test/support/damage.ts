import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, openSync, rmSync, writeSync } from 'node:fs';
import Libsql from 'libsql';

/** What the pages of a table or index are: leaves hold rows, overflow pages hold the rest of long ones. */
export type PageKind = 'leaf' | 'internal' | 'overflow';

/**
 * The numbers of the pages of a table or index of a file that nobody has open, in the order of its keys. A copy is read: a
 * statement that read keeps a file open.
 */
export function pagesOf(path: string, name: string, kind: PageKind): readonly number[] {
  const copy = `${path}.read`;
  copyFileSync(path, copy);
  const database = new Libsql(copy);
  const pages = database
    .prepare('SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY path')
    .all([name, kind]) as { pageno: number }[];
  database.close();
  rmSync(copy);
  return pages.map(({ pageno }) => pageno);
}

/** Overwrites a page with bytes that mean nothing, the same for every run. */
export function overwrite(path: string, page: number, size = 4096): void {
  const blocks = Array.from({ length: size / 32 }, (_, no) => createHash('sha256').update(`${page}|${no}`).digest());
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.concat(blocks), 0, size, (page - 1) * size);
  closeSync(file);
}

/**
 * Overwrites the page in the middle of a table or index, or those at other places of it (0 to 1). @throws Error where there
 * is none.
 */
export function damage(path: string, name: string, kind: PageKind = 'leaf', places: readonly number[] = [0.5]): void {
  const pages = pagesOf(path, name, kind);
  for (const place of places) {
    const page = pages[Math.floor(pages.length * place)];
    if (page === undefined) throw new Error(`${name} has no ${kind} page`);
    overwrite(path, page);
  }
}
