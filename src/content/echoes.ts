import { beyond, type Pattern, wordsOf } from '../domain/echo.ts';
import { languages } from '../domain/language.ts';
import { withoutMarks } from './marks.ts';
import type { CrisisPack } from './packs.ts';
import type { Texts } from './render.ts';
import { smsLabel, smsTail } from './sms.ts';
import type { Text } from './texts.ts';

/**
 * Tells what of a text is not ours, where it begins like one of our texts in any language and wording; null where it
 * does not; the first look at a text makes the patterns. Pure.
 */
export function createEchoes(texts: Texts, packs: ReadonlyMap<string, CrisisPack>): (text: string) => string | null {
  let known: ReadonlyMap<string, readonly Pattern[]> | null = null;
  return (text) => {
    known ??= byFirstWord(patternsOf(texts, packs));
    const byFirst = known;
    const words = wordsOf(text);
    // A first word that is cut is the only one.
    const patterns =
      words.length === 1
        ? [...byFirst.values()].flat()
        : [words[0] ?? '', ''].flatMap((first) => byFirst.get(first) ?? []);
    const found = patterns.flatMap((pattern) => beyond(words, pattern)?.join(' ') ?? []);
    return found.sort((left, right) => left.length - right.length)[0] ?? null;
  };
}

function byFirstWord(patterns: readonly Pattern[]): ReadonlyMap<string, readonly Pattern[]> {
  const found = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    const first = typeof pattern[0] === 'string' ? pattern[0] : '';
    const others = found.get(first);
    if (others) others.push(pattern);
    else found.set(first, [pattern]);
  }
  return found;
}

function patternsOf(texts: Texts, packs: ReadonlyMap<string, CrisisPack>): readonly Pattern[] {
  return languages.flatMap((language) =>
    [...texts[language].values()].flatMap((text) => {
      const said = (name: string) =>
        [...packs.values()].flatMap(({ say }) => (say[language][name] ? [wordsOf(say[language][name])] : []));
      const tail = text.most === undefined ? smsTail(text) : '';
      const sources = [text.source.text, text.source.sms + tail].map(withoutMarks).flatMap(alternatives);
      return sources.map((source) => [...patternOf(source, said), ...fewOf(text)]);
    }),
  );
}

/** How the options go on of a text that shows a few of them at a time: so many numbers, each with any of their labels. */
function fewOf({ most = 0, options }: Text): Pattern {
  const labels = options.map(({ label }) => wordsOf(smsLabel(label)));
  return Array.from({ length: most }, (_, n) => [String(n + 1), labels]).flat();
}

const reached = /\{reached, select, no \{((?:[^{}]|\{[^{}]*\})*)\} other \{((?:[^{}]|\{[^{}]*\})*)\}\}/g;

/** What a text says: one of several, where all of it is chosen by an argument, or a part by whether anybody can be called. */
function alternatives(source: string): readonly string[] {
  const forms = [source.replaceAll(reached, '$2'), source.replaceAll(reached, '$1')];
  return forms[0] === forms[1] ? branchesOf(source) : forms.flatMap(branchesOf);
}

/** The branches of a text that is chosen as a whole, each of them alike; the text itself where it is not. `#` is a place. */
function branchesOf(source: string): readonly string[] {
  const [whole] = braces(source);
  const chosen = whole?.text === source ? /^\{\w+, (select|plural), (.*)\}$/s.exec(source) : null;
  if (!chosen) return [source];
  const [, kind, branches = ''] = chosen;
  return braces(branches)
    .map(({ text }) => text.slice(1, -1))
    .flatMap((branch) => branchesOf(kind === 'plural' ? branch.replaceAll('#', '{count}') : branch));
}

/** What stands in the outermost braces of a text, with them: its arguments, or the branches of a list of them. Pure. */
function braces(source: string): readonly { readonly text: string; readonly index: number }[] {
  const found: { text: string; index: number }[] = [];
  let depth = 0;
  let index = 0;
  for (const { 0: mark, index: at } of source.matchAll(/[{}]/g)) {
    if (mark === '{' && depth === 0) index = at;
    depth += mark === '{' ? 1 : -1;
    if (depth === 0) found.push({ text: source.slice(index, at + 1), index });
  }
  return found;
}

function patternOf(source: string, said: (name: string) => readonly (readonly string[])[]): Pattern {
  const pattern: Pattern[number][] = [];
  let from = 0;
  for (const { text, index } of braces(source)) {
    const known = said(text.slice(1, -1).trim());
    pattern.push(...wordsOf(source.slice(from, index)), known.length > 0 ? known : null);
    from = index + text.length;
  }
  return [...pattern, ...wordsOf(source.slice(from))];
}
