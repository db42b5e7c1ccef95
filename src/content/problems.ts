import { CoachError } from '../domain/errors.ts';

/** One thing a writer has to mend. `what` says what it is and what to do. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly code: ProblemCode;
  readonly what: string;
}

export type ProblemCode =
  | 'unreadable'
  | 'yaml'
  | 'duplicate-key'
  | 'shape'
  | 'icu'
  | 'file-missing'
  | 'text-missing'
  | 'kind-differs'
  | 'options-differ'
  | 'arguments-differ'
  | 'picture-differs'
  | 'option-words-shared'
  | 'option-word-empty'
  | 'option-word-is-number'
  | 'option-word-is-command'
  | 'person-slot'
  | 'phrase-shared'
  | 'phrase-empty'
  | 'number-in-text'
  | 'language-unknown'
  | 'word-list-unknown'
  | 'pattern'
  | 'example'
  | 'continues-unknown'
  | 'pack-number-unknown';

/** Takes one problem down. */
export type Report = (file: string, line: number, code: ProblemCode, what: string) => void;

/** A list of problems that all checks write to, so that a writer sees everything at once. */
export function createReport(): { readonly report: Report; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  return { problems, report: (file, line, code, what) => void problems.push({ file, line, code, what }) };
}

/** Ends the load when there are problems. @throws CoachError `CONTENT_INVALID`: one line each, details of the first. */
export function refuse(problems: readonly Problem[]): void {
  const sorted = problems.toSorted((one, other) => compare(one.file, other.file) || one.line - other.line);
  const [first] = sorted;
  if (!first) return;
  const { file, line, code } = first;
  const lines = sorted.map((each) => `${each.file}, line ${each.line}: ${each.what}.`);
  throw new CoachError('CONTENT_INVALID', lines.join('\n'), { file, line, problem: code, count: sorted.length });
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
