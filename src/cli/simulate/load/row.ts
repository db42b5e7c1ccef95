import type { PartResult } from './part.ts';

/** One line of the table: turns while so many couples are there, by so many processes. */
export interface LoadRow {
  readonly couples: number;
  readonly processes: number;
  readonly turns: number;
  readonly perSecond: number;
  /** CPU of our processes for a turn, ms. */
  readonly cpuMs: number;
  /** How many cores our processes kept busy. */
  readonly cores: number;
  /** How long a message took until it could be answered 2xx, ms: of half of them, of 99 in 100. */
  readonly median: number;
  readonly p99: number;
}

/** What the processes of a row came to together. The slowest is the row's time. Pure. */
export function rowOf(couples: number, parts: readonly PartResult[]): LoadRow {
  const turns = sum(parts.map((part) => part.turns));
  const cpu = sum(parts.map((part) => part.cpu));
  const seconds = Math.max(...parts.map((part) => part.seconds));
  const took = parts.flatMap((part) => part.took).toSorted((one, other) => one - other);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return {
    ...{ couples, processes: parts.length, turns, perSecond: turns / seconds },
    ...{ cpuMs: cpu / turns, cores: cpu / 1_000 / seconds, median: at(0.5), p99: at(0.99) },
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const columns: readonly (readonly [string, (row: LoadRow) => string])[] = [
  ['couples there', ({ couples }) => couples.toLocaleString('en-US')],
  ['processes', ({ processes }) => String(processes)],
  ['turns', ({ turns }) => turns.toLocaleString('en-US')],
  ['turns/s', ({ perSecond }) => perSecond.toFixed(1)],
  ['CPU ms a turn', ({ cpuMs }) => cpuMs.toFixed(2)],
  ['cores used', ({ cores }) => cores.toFixed(2)],
  ['ms to 2xx, median', ({ median }) => median.toFixed(0)],
  ['p99', ({ p99 }) => p99.toFixed(0)],
];

/** The rows as a Markdown table. Pure. */
export function loadTable(rows: readonly LoadRow[]): string {
  const cells = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, show]) => show(row)))];
  const widths = columns.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) => `| ${line.map((cell, at) => cell.padStart(widths[at] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => `${'-'.repeat(width - 1)}:`).join(' | ')} |`;
  return `${[lines[0], rule, ...lines.slice(1)].join('\n')}\n`;
}
