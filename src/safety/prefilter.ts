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

/** A word that some pattern needs: its runs, and the lists (by number) that it satisfies. */
interface Word {
  readonly runs: Int32Array;
  readonly lists: readonly number[];
}

/** The needed words, by the place of their first three letters. */
function wordsByStart(lists: readonly (readonly string[])[]): ReadonlyMap<number, readonly Word[]> {
  const listsOf = new Map<string, number[]>();
  lists.forEach((words, list) => {
    for (const word of new Set(words)) listsOf.set(word, [...(listsOf.get(word) ?? []), list]);
  });
  const byStart = new Map<number, Word[]>();
  for (const [word, numbers] of listsOf) {
    const runs = runsOf(word);
    const start = runs[0] ?? 0;
    byStart.set(start, [...(byStart.get(start) ?? []), { runs, lists: numbers }]);
  }
  return byStart;
}

/**
 * A quick look at which patterns can match a text at all, by the words that each one needs; it gives their numbers in
 * order. May name one in vain, never leaves one out in error. Pure.
 */
export function createPrefilter(needs: readonly Needs[]): (text: string) => number[] {
  const lists = needs.flatMap((own, pattern) => own.map((words) => ({ pattern, words })));
  const patternOf = Int32Array.from(lists, ({ pattern }) => pattern);
  const byStart = wordsByStart(lists.map(({ words }) => words));
  const always = [...needs.keys()].filter((pattern) => needs[pattern]?.length === 0);
  // One table for all texts, empty between them: it is larger than any text.
  const present = new Uint8Array(size);
  return (text) => {
    const runs = runsOf(` ${text} `);
    const satisfied = new Set<number>();
    try {
      for (const run of runs) present[run] = 1;
      for (const run of runs) {
        if (present[run] === 2) continue;
        present[run] = 2;
        for (const word of byStart.get(run) ?? []) {
          if (word.runs.every((one) => present[one] !== 0)) for (const list of word.lists) satisfied.add(list);
        }
      }
    } finally {
      // Whatever happens: a run that stays behind would hide words of the texts after it.
      for (const run of runs) present[run] = 0;
    }
    return always.concat(complete(satisfied, patternOf, needs)).sort((left, right) => left - right);
  };
}

/** The patterns all of whose lists are satisfied. */
function complete(satisfied: ReadonlySet<number>, patternOf: Int32Array, needs: readonly Needs[]): number[] {
  const counts = new Map<number, number>();
  for (const list of satisfied) {
    const pattern = patternOf[list] ?? 0;
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  return [...counts].filter(([pattern, count]) => count === needs[pattern]?.length).map(([pattern]) => pattern);
}
