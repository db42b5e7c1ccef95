/** One measured figure, with the peer that was measured in the same run. `ratio` is ours to the peer's; null without one. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string;
  readonly ratio: number | null;
  readonly target: string;
  readonly met: boolean | null;
}

/** A measurement that can be run alone with `--only NAME`. */
export interface Measurement {
  readonly name: string;
  run(): Promise<readonly Figure[]>;
}

/** CPU milliseconds that work took in this process. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[values.length >> 1] ?? Number.NaN;

/** Figures as a Markdown table. Pure. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, peer, ratio, target, met }) => [
    name,
    `${format(value)} ${unit}`,
    peer,
    ratio === null ? '–' : `${ratio.toFixed(2)} x`,
    target,
    met === null ? '–' : met ? 'yes' : 'no',
  ]);
  const all = [['figure', 'measured', 'peer in the same run', 'ratio', 'target', 'met'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(all[0] ?? []), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join(
    '\n',
  );
}

/** A number as a person reads it. Pure. */
export const format = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(3);
