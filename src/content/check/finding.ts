import type { Problem, ProblemCode } from '../problems.ts';

/** One thing that a check found. An error fails the check, a warning does not. `what` says what it is and what to do. */
export interface Finding extends Omit<Problem, 'code'> {
  readonly severity: Severity;
  readonly code: FindingCode;
}

export type Severity = 'error' | 'warning';

export type FindingCode =
  | ProblemCode
  | 'argument-use-differs'
  | 'plural-form-missing'
  | 'reads-too-hard'
  | 'sms-too-long'
  | 'sms-segments'
  | 'carrier-word-offered'
  | 'never-said'
  | 'never-say-example'
  | 'lines-old'
  | 'not-reviewed'
  | 'changed-since-review'
  | 'review-unknown-file'
  | 'rule-example'
  | 'book';

/** Findings by file and line, as a reader goes through them. Pure. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((one, other) => compare(one.file, other.file) || one.line - other.line);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
