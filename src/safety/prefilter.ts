import type { Needs } from '../domain/rule.ts';

const size = 28 ** 3;

function codeOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96;
  return code === 32 ? 0 : 27;
}

/** The places that the three-letter runs of a text take in the table. Pure. */
function runsOf(text: string): Int32Array {
  const runs = new Int32Array(Math.max(0, text.length - 2));
  let run = 0;
  for (let at = 0; at < text.length; at += 1) {
    run = (run * 28 + codeOf(text.charCodeAt(at))) % size;
    if (at >= 2) runs[at - 2] = run;
  }
  return runs;
}

/**
 * A word that some pattern needs, by its places in the pool: from `from` its runs behind the first, from `lists` to `end` the
 * lists (by number) that it satisfies. There are ten thousand of them: arrays of their own would be most of what they weigh.
 */
interface Word {
  readonly from: number;
  readonly lists: number;
  readonly end: number;
}

/** The needed words, by the place of their first three letters. */
interface Needed {
  readonly pool: Int32Array;
  readonly byStart: readonly (readonly Word[] | undefined)[];
}

function neededBy(lists: readonly (readonly string[])[]): Needed {
  const listsOf = new Map<string, number[]>();
  lists.forEach((words, list) => {
    for (const word of new Set(words)) {
      const known = listsOf.get(word);
      if (known) known.push(list);
      else listsOf.set(word, [list]);
    }
  });
  const pool: number[] = [];
  const byStart = new Array<Word[] | undefined>(size).fill(undefined);
  for (const [word, numbers] of listsOf) {
    const [start = 0, ...rest] = runsOf(word);
    const from = pool.length;
    pool.push(...rest, ...numbers);
    byStart[start] = [...(byStart[start] ?? []), { from, lists: from + rest.length, end: pool.length }];
  }
  return { pool: Int32Array.from(pool), byStart };
}

/** What a text has of what the patterns need: empty between texts. The tables are larger than any text. */
interface Tables {
  readonly present: Uint8Array;
  readonly satisfied: Uint8Array;
  readonly missing: Int32Array;
}

/**
 * A quick look at which patterns can match a text at all, by the words that each one needs; it gives their numbers in
 * order. May name one in vain, never leaves one out in error. Pure.
 */
export function createPrefilter(needs: readonly Needs[]): (text: string) => number[] {
  const lists = needs.flatMap((own, pattern) => own.map((words) => ({ pattern, words })));
  const patternOf = Int32Array.from(lists, ({ pattern }) => pattern);
  const { pool, byStart } = neededBy(lists.map(({ words }) => words));
  const always = [...needs.keys()].filter((pattern) => needs[pattern]?.length === 0);
  const all = Int32Array.from(needs, (own) => own.length);
  const { present, satisfied, missing }: Tables = {
    present: new Uint8Array(size),
    satisfied: new Uint8Array(lists.length),
    missing: all.slice(),
  };
  return (text) => {
    const runs = runsOf(` ${text} `);
    const found = [...always];
    const met: number[] = [];
    try {
      for (const run of runs) present[run] = 1;
      for (const run of runs) {
        if (present[run] === 2) continue;
        present[run] = 2;
        const words = byStart[run];
        if (words) for (const word of words) if (isIn(word, pool, present)) meet(word, met, found);
      }
    } finally {
      // Whatever happens: what stays behind would hide words of the texts after it.
      for (const run of runs) present[run] = 0;
      for (const list of met) {
        satisfied[list] = 0;
        const pattern = patternOf[list] ?? 0;
        missing[pattern] = all[pattern] ?? 0;
      }
    }
    return found.sort((left, right) => left - right);
  };

  /** Notes which lists a word satisfies, and which patterns have all of theirs now. */
  function meet({ lists: first, end }: Word, met: number[], found: number[]): void {
    for (let at = first; at < end; at += 1) {
      const list = pool[at] ?? 0;
      if (satisfied[list] === 1) continue;
      satisfied[list] = 1;
      met.push(list);
      const pattern = patternOf[list] ?? 0;
      missing[pattern] = (missing[pattern] ?? 0) - 1;
      if (missing[pattern] === 0) found.push(pattern);
    }
  }
}

function isIn({ from, lists }: Word, pool: Int32Array, present: Uint8Array): boolean {
  for (let at = from; at < lists; at += 1) if (present[pool[at] ?? 0] === 0) return false;
  return true;
}
