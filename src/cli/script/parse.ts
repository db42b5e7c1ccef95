import type { RehearsedPerson } from '../../adapters/rehearsal/on-call.ts';
import { readAlternatives, runsOf } from './alternatives.ts';
import { readHeader } from './header.ts';
import { attempt, type Problem, scriptInvalid, unreadable } from './invalid.ts';
import { readLine, type Setting } from './read-line.ts';
import type { Header, Line, Script } from './script.ts';

interface Written {
  readonly number: number;
  readonly source: string;
}

/**
 * Reads a script. A comment starts with `#` at the beginning of a line, or after two spaces and before one; any other
 * `#` is text. `keys` are those of the content: one that it does not hold cannot be read. Pure.
 * @throws CoachError `SCRIPT_INVALID` with every line that cannot be read, as `file:line: problem`.
 */
export function parseScript(text: string, file: string, keys?: ReadonlySet<string>): Script {
  const problems: Problem[] = [];
  const keep = <T>(number: number, read: () => T): T | undefined => {
    const result = attempt(number, read);
    if ('value' in result) return result.value;
    problems.push(result);
    return undefined;
  };
  const [first, ...rest] = writtenLines(text);
  const header = keep(first?.number ?? 1, () => readFirst(first));
  const lines = header ? readLines(rest, { header, keys }, keep) : [];
  const runs = header && keep(first?.number ?? 1, () => runsOf(file, header, lines));
  if (!header || !runs || problems.length > 0) throw scriptInvalid(file, problems);
  return { file, header, runs };
}

function writtenLines(text: string): readonly Written[] {
  return text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\r|\n/u)
    .map((line, index) => ({ number: index + 1, source: withoutComment(line) }))
    .filter(({ source }) => source !== '');
}

const withoutComment = (line: string): string => line.replace(/(?:^\s*#|(?:\s{2,}|\t)#(?=\s|$)).*$/u, '').trim();

function readFirst(first: Written | undefined): Header {
  const [, rest] = /^couple\s*:(.*)$/u.exec(first?.source ?? '') ?? [];
  if (rest === undefined) throw unreadable('a script begins with its couple: line, such as couple: alex=sms sam=teams');
  return readHeader(rest);
}

function readLines(
  written: readonly Written[],
  { header, keys }: Pick<Setting, 'header' | 'keys'>,
  keep: <T>(number: number, read: () => T) => T | undefined,
): readonly Line[] {
  const lines: Line[] = [];
  let now: number | null = null;
  let timed = false;
  let onCall: readonly RehearsedPerson[] = [];
  for (const { number, source } of written) {
    timed ||= source.startsWith('at:');
    const step = keep(number, () => readBody(source, { header, keys, now, onCall }, timed));
    if (!step) continue;
    if (step.type === 'on-call') onCall = [...step.roster.people, ...onCall];
    if (step.type === 'at') now = step.instant;
    lines.push({ ...step, number, source });
  }
  if (written.length === 0) keep(1, nothingToDo);
  return lines;
}

function readBody(source: string, setting: Setting, timed: boolean) {
  if (/^couple\s*:/u.test(source)) throw unreadable('a script has one couple: line, the first');
  const step = readLine(source, setting);
  if (!timed) throw unreadable('say first when it is: at: 2026-03-07 20:00');
  if (step.type === 'says') readAlternatives(step.text);
  return step;
}

function nothingToDo(): never {
  throw unreadable('nothing happens in this script; add lines such as at: 2026-03-07 20:00');
}
