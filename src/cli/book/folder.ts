import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chapters } from './chapters.ts';
import { type BookParts, pageOf } from './page.ts';

/** Which pages of the book are not what the coach says. Reads the folder. */
export async function stalePages(folder: string, parts: BookParts): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const chapter of chapters) {
    const file = `${chapter.file}.md`;
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    if (text.replaceAll('\r\n', '\n') !== pageOf(chapter, parts)) stale.push(file);
  }
  return stale;
}

/**
 * `coach book`: writes the transcript book of crises; with `check` only tells what is stale. The exit code: 1 when a check found
 * something. Reads and writes the folder.
 */
export async function bookCommand(
  folder: string,
  parts: BookParts,
  { check = false }: { readonly check?: boolean },
  write: (text: string) => void,
): Promise<number> {
  await mkdir(folder, { recursive: true });
  const stale = await stalePages(folder, parts);
  for (const chapter of chapters) {
    const file = `${chapter.file}.md`;
    if (!stale.includes(file)) continue;
    if (!check) await writeFile(join(folder, file), pageOf(chapter, parts));
    write(`${file}: ${check ? 'is not what the coach says; run `npm run book`' : 'written'}\n`);
  }
  if (stale.length === 0) write(`${chapters.length} pages are as the coach speaks\n`);
  return check && stale.length > 0 ? 1 : 0;
}
