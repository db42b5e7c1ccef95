import { localDate, localTime } from '../../domain/local-time.ts';
import { describeAlert, describeSent } from './describe.ts';
import type { Letter } from './inbox.ts';
import type { Failure, Raised, RunResult, Said } from './run.ts';
import type { Run } from './script.ts';

/** A row of the conversation. `line` is the script line during which it came about. */
interface Row {
  readonly line: number;
  readonly at: number;
  readonly text: string;
}

/**
 * A run for a reader: the conversation in the couple's time, and for a run that failed `>>` at the line that failed, what
 * it expected, what came, what else waited. `?` stands at messages that no line had expected, `!!` at alerts. Pure.
 */
export function transcript(result: RunResult): string {
  const { failure, run } = result;
  const rows = conversation(result);
  if (!failure) return [...title('PASSED', run), ...timed(rows, run)].join('\n');
  const last = failure.line?.number ?? 0;
  const before = rows.filter((row) => row.line <= last);
  const after = rows.filter((row) => row.line > last);
  return [
    ...title('FAILED', run),
    ...timed(before, run),
    ...pointer(failure, run),
    ...timed(after, run, before.at(-1)),
  ].join('\n');
}

/** The run's name: its file and the alternatives it took. Pure. */
export const nameOf = ({ file, chosen }: Run): string => (chosen.length > 0 ? `${file} (${chosen.join(', ')})` : file);

const title = (outcome: string, run: Run): readonly string[] => [`${outcome} ${nameOf(run)}`, ''];

function conversation({ said, letters, raised }: RunResult): readonly Row[] {
  return said.flatMap((each) => [
    saidRow(each),
    ...letters.filter((one) => one.during === each.line.number).map(letterRow),
    ...raisedDuring(raised, each.line.number).map(alertRow),
  ]);
}

const saidRow = ({ line, at }: Said): Row => ({ line: line.number, at, text: line.source });

const letterRow = ({ sent, during, state }: Letter): Row => ({
  line: during,
  at: sent.at,
  text: `${state === 'waiting' ? '  ?' : '   '} -> ${sent.to}: ${describeSent(sent)}`,
});

/** Alerts of one instant in the order of their words: their ids are random. */
const raisedDuring = (raised: readonly Raised[], line: number): readonly Raised[] =>
  raised
    .filter((one) => one.during === line)
    .toSorted((one, other) => one.alert.at - other.alert.at || (alertText(one) < alertText(other) ? -1 : 1));

const alertText = ({ alert }: Raised): string => describeAlert(alert);

const alertRow = ({ alert, during }: Raised): Row => ({
  line: during,
  at: alert.at,
  text: `    !! ${describeAlert(alert)}`,
});

function timed(rows: readonly Row[], { header }: Run, before?: Row): readonly string[] {
  let date = before && localDate(before.at, header.zone);
  return rows.flatMap(({ at, text }) => {
    const day = localDate(at, header.zone);
    const heading = day === date ? [] : [`   ${day}`];
    date = day;
    return [...heading, `   ${localTime(at, header.zone)}  ${text}`];
  });
}

function pointer({ line, expected, came, waiting }: Failure, { file }: Run): readonly string[] {
  return [
    `>> ${file}:${line?.number ?? 1}  ${line?.source ?? 'couple:'}`,
    ...labelled('expected', expected),
    ...labelled('came', came),
    ...labelled('waiting', waiting.map(({ sent }) => `-> ${sent.to}: ${describeSent(sent)}`).join('\n')),
  ];
}

function labelled(label: string, text: string): readonly string[] {
  if (text === '') return [];
  return text.split('\n').map((row, index) => `     ${(index === 0 ? label : '').padEnd(10)}${row}`);
}
