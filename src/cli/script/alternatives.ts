import { unreadable } from './invalid.ts';
import type { Header, Line, Run } from './script.ts';

/** More runs than this from one file is a mistake. */
const mostRuns = 64;

/**
 * What a partner may write at a line: the parts of `{a | b}` when the whole text is in braces, else the text as it
 * stands. Pure.
 * @throws CoachError `SCRIPT_INVALID` when braces are opened and not closed at the end, or hold less than two parts.
 */
export function readAlternatives(text: string): readonly string[] {
  if (!text.startsWith('{')) return [text];
  const [, inside] = /^\{([^{}]*)\}$/u.exec(text) ?? [];
  const parts = inside?.split('|').map((part) => part.trim()) ?? [];
  if (parts.length > 1 && !parts.includes('')) return parts;
  throw unreadable('alternatives fill the whole text, two or more, as in {Hard | 3 | it was rough}');
}

/**
 * Every way through the lines: each choice of alternatives once, in the order written. Pure.
 * @throws CoachError `SCRIPT_INVALID` when there are more than 64.
 */
export function runsOf(file: string, header: Header, lines: readonly Line[]): readonly Run[] {
  let runs: readonly Run[] = [{ file, header, chosen: [], lines: [] }];
  for (const line of lines) {
    runs = runs.flatMap((run) => continued(run, line));
    if (runs.length > mostRuns) throw unreadable(`the alternatives make more than ${mostRuns} runs; split the script`);
  }
  return runs;
}

function continued(run: Run, line: Line): readonly Run[] {
  if (line.type !== 'says') return [{ ...run, lines: [...run.lines, line] }];
  const texts = readAlternatives(line.text);
  return texts.map((text) => ({
    ...run,
    chosen: texts.length > 1 ? [...run.chosen, `line ${line.number}: ${text}`] : run.chosen,
    lines: [...run.lines, { ...line, text, source: `${line.name}: ${text}` }],
  }));
}
