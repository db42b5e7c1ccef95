import type { Branch, Needs } from '../domain/rule.ts';

const shortest = (words: readonly string[]): number => Math.min(...words.map((word) => word.length));

/** The list that says most: its words are long, and few. */
const rarest = (needs: Needs): readonly string[] | undefined =>
  needs.reduce<readonly string[] | undefined>((best, list) => {
    if (!best) return list;
    const byLength = shortest(list) - shortest(best);
    return byLength > 0 || (byLength === 0 && list.length < best.length) ? list : best;
  }, undefined);

/** What is needed where one of several will do: the rarest list of each, together. */
function eitherOf(options: readonly Needs[]): Needs {
  if (options.length === 1) return options[0] ?? [];
  const words: string[] = [];
  for (const option of options) {
    const list = rarest(option);
    if (!list) return [];
    words.push(...list);
  }
  return [words];
}

/**
 * The top-level alternatives of a regular expression, each with the words that it needs. `(?:a|b)c` counts as `ac|bc`,
 * so that a guard behind a long list keeps its parts apart. Pure.
 */
export function branchesOf(source: string): Branch[] {
  const branches = alternativesOf(source);
  const [only] = branches;
  const close = branches.length === 1 && source.startsWith('(?:') ? closingOf(source) : -1;
  if (!only || close < 0 || /^[*+?{]/.test(source.slice(close + 1))) return branches;
  const tail = source.slice(close + 1);
  return alternativesOf(source.slice(3, close)).flatMap((branch) => {
    const whole = `(?:${branch.source})${tail}`;
    return alternativesOf(whole);
  });
}

/** Where the group that opens a pattern closes. */
function closingOf(source: string): number {
  let depth = 0;
  let listed = false;
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at];
    if (letter === '\\') at += 1;
    else if (letter === '[') listed = true;
    else if (letter === ']') listed = false;
    else if (letter === '(' && !listed) depth += 1;
    else if (letter === ')' && !listed) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function alternativesOf(source: string): Branch[] {
  let at = 0;
  const branches: Branch[] = [];
  while (at <= source.length) {
    const start = at;
    const needs = sequence();
    branches.push({ source: source.slice(start, at), needs });
    at += 1;
  }
  return branches;

  function sequence(): Needs {
    const all: (readonly string[])[] = [];
    let run = '';
    const flush = (): void => {
      if (run.length >= 3) all.push([run]);
      run = '';
    };
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const atom = readAtom();
      const least = quantifier();
      if (typeof atom === 'string' && least === undefined) run += atom;
      else {
        if (typeof atom === 'string' && least !== undefined && least > 0) run += atom;
        if (atom !== '') flush();
        if (typeof atom === 'object' && least !== 0) all.push(...atom);
      }
    }
    flush();
    return all;
  }

  /** A literal as text, a group as its needs, anything else as nothing needed; '' for what takes no room. */
  function readAtom(): string | Needs {
    const letter = source[at] ?? '';
    at += 1;
    if (letter === '(') return group();
    if (letter === '[') {
      while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
      at += 1;
      return [];
    }
    if (letter === '\\') {
      const escaped = source[at] ?? '';
      at += 1;
      return /[a-zA-Z0-9]/.test(escaped) ? (escaped === 'b' ? '' : []) : escaped;
    }
    if (letter === '^' || letter === '$') return '';
    return letter === '.' ? [] : letter;
  }

  function group(): string | Needs {
    const around = /^\?<?[=!]/.test(source.slice(at, at + 3));
    at += /^\?(?::|<?[=!])/.exec(source.slice(at, at + 3))?.[0].length ?? 0;
    const options: Needs[] = [];
    do {
      options.push(sequence());
      at += 1;
    } while (source[at - 1] === '|');
    return around ? '' : eitherOf(options);
  }

  /** The least number of repeats, or undefined where there is no quantifier. */
  function quantifier(): number | undefined {
    const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(source.slice(at, at + 8));
    if (!found) return undefined;
    at += found[0].length;
    return found[1] === undefined ? (found[0][0] === '+' ? 1 : 0) : Number(found[1]);
  }
}
