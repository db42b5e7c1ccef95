import type { Outcome } from './play.ts';

/** Where a report goes. `progress` is a terminal that can redraw a line, or null. */
export interface Output {
  out(text: string): void;
  readonly progress: ((text: string) => void) | null;
}

/** The process's own: results on standard output, progress on standard error when that is a terminal. */
export const processOutput = (): Output => ({
  out: (text) => void process.stdout.write(text),
  progress: process.stderr.isTTY ? (text) => void process.stderr.write(text) : null,
});

/** Tells how far the files are, on one line that is drawn over; nothing for a single file or without a terminal. */
export function showProgress(output: Output, done: number, files: readonly string[]): void {
  if (!output.progress || files.length < 2) return;
  const clear = '\r\u001b[2K';
  output.progress(done < files.length ? `${clear}${done + 1}/${files.length} ${files[done]}` : clear);
}

/** The closing line, exactly `N passed, N failed`. Pure. */
export function closingLine(outcomes: readonly Outcome[]): string {
  const failed = failuresIn(outcomes).length;
  return `${outcomes.length - failed} passed, ${failed} failed`;
}

/** The outcomes that failed. Pure. */
export const failuresIn = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.filter(({ trouble }) => trouble !== null);

/** All outcomes for a machine: one JSON object, `{passed, failed, runs: [{file, name, passed, line, trouble}]}`. Pure. */
export function jsonReport(outcomes: readonly Outcome[]): string {
  const failed = failuresIn(outcomes).length;
  const runs = outcomes.map(({ file, name, line, trouble }) => ({
    file,
    name,
    line,
    trouble,
    passed: trouble === null,
  }));
  return `${JSON.stringify({ passed: outcomes.length - failed, failed, runs }, null, 2)}\n`;
}
