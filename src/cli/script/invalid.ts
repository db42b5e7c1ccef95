import { CoachError } from '../../domain/errors.ts';

/** A line that cannot be read: what is wrong and what to write instead. Becomes part of the file's one error. Pure. */
export const unreadable = (problem: string): CoachError => new CoachError('SCRIPT_INVALID', problem);

/** One thing that is wrong in a file. */
export interface Problem {
  readonly line: number;
  readonly problem: string;
}

/** The error of a whole file, one `file:line: problem` per row. Pure. */
export function scriptInvalid(file: string, problems: readonly Problem[]): CoachError {
  const rows = problems.map(({ line, problem }) => `${file}:${line}: ${problem}`);
  return new CoachError('SCRIPT_INVALID', rows.join('\n'), {
    file,
    line: problems[0]?.line ?? 1,
    problems: problems.length,
  });
}

/** What `read` gives, or the problem it met at a line. Anything but `SCRIPT_INVALID` passes through. */
export function attempt<T>(line: number, read: () => T): { readonly value: T } | Problem {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof CoachError && error.code === 'SCRIPT_INVALID') return { line, problem: error.message };
    throw error;
  }
}
