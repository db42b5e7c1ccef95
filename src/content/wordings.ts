import { hint } from '../domain/nearest.ts';
import type { Report } from './problems.ts';
import type { Text, TextFile } from './texts.ts';

/** The keys of a text's wordings by the key of the first, where it has several: `thanks`, `thanks-2`, `thanks-3`. Pure. */
export function wordingsIn(keys: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(keys);
  const found = new Map<string, string[]>();
  for (const key of keys) {
    const first = firstWording(key, known);
    if (first !== null) found.set(first, [...(found.get(first) ?? [first]), key]);
  }
  return found;
}

/** The key of the text that a key is another wording of; null where it is none. Pure. */
function firstWording(key: string, known: { has(key: string): boolean }): string | null {
  const [, first = ''] = /^(.+)-[2-9]$/.exec(key) ?? [];
  return known.has(first) ? first : null;
}

/** The older keys that each key stands for as well: see `Content`. Keys that stand for none are left out. Pure. */
export function olderKeys(texts: ReadonlyMap<string, Pick<Text, 'continues'>>): ReadonlyMap<string, readonly string[]> {
  const next = (key: string): string | null => firstWording(key, texts) ?? texts.get(key)?.continues ?? null;
  const older = new Map<string, readonly string[]>();
  for (const key of texts.keys()) {
    const keys: string[] = [];
    for (let at = next(key); at !== null && !keys.includes(at); at = next(at)) keys.push(at);
    if (keys.length > 0) older.set(key, keys);
  }
  return older;
}

/** Reports a text that continues one that is not there. */
export function checkContinues(files: readonly TextFile[], report: Report): void {
  const known = new Set(files.flatMap(({ name, texts }) => [...texts.keys()].map((id) => `${name}.${id}`)));
  for (const { yaml, texts } of files) {
    for (const [id, text] of texts) {
      if (text?.continues === undefined || known.has(text.continues)) continue;
      const what = `${id} continues ${text.continues}, which no content holds.${hint(text.continues, [...known])}`;
      report(yaml.file, yaml.line(id, 'continues'), 'continues-unknown', what);
    }
  }
}
