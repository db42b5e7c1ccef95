import type { AuditEntry } from '../../app/audit/verify.ts';
import type { RuleReport } from '../../app/reports/rules.ts';
import type { LetterView } from '../../control/dead-letters.ts';
import { type Alert, openTasks, shownId } from '../../domain/alert.ts';

/** How much of an id is shown: enough to name it by. */
const idShown = 8;

/** One alert in a line: id, case, level, status, holder, since when, and what waits in it. Pure. */
export function describeAlert(alert: Alert): string {
  const { id, caseCode, side, level, family, status, holder, raisedAt, unsigned = [] } = alert;
  const waits = [
    ...(alert.violence ? ['violence case'] : []),
    ...(alert.unconfirmed ? ['nobody has claimed it yet'] : []),
    ...openTasks(alert).map(({ kind }) => `to do: ${kind}`),
    ...unsigned.map(({ occurrence }) => `occurrence ${occurrence} waits for a co-signature`),
  ];
  const held = holder === null ? status : `${status}${alert.unconfirmed ? ', given to' : ' by'} ${holder}`;
  const said = [shownId(id).slice(0, idShown), `${caseCode} ${side}`, level, family, held, iso(raisedAt), ...waits];
  return `${said.join('  ')}\n`;
}

/** One alert with all that a counselor has to know, and its timeline. Pure. */
export function describeWhole(alert: Alert, timeline: readonly AuditEntry[]): string {
  const { pages, tasks = [], timers = [], ending } = alert;
  const lines = [
    describeAlert(alert).trimEnd(),
    `id ${shownId(alert.id)}  occurrence ${alert.occurrence}  version ${alert.version} (say it as --seen to close, co-sign or call a false alarm)`,
    ...pages.map(
      ({ at, level, category, reason, rules = [] }) =>
        `  heard   ${iso(at)}  ${level} ${category}, ${reason}${rules.length > 0 ? `, ${rules.join(' ')}` : ''}`,
    ),
    ...tasks.map(
      ({ id, kind, code, at, done }) =>
        `  task    ${iso(at)}  ${id}  ${kind} ${code}${done ? `, done by ${done.by}: ${done.outcome ?? 'done'}` : ''}`,
    ),
    ...[...timers].sort((one, other) => one.due - other.due).map(({ id, due }) => `  next    ${iso(due)}  ${id}`),
    ...(ending ? [`  closed  ${iso(ending.at)}  by ${ending.by}: ${endingOf(ending)}`] : []),
    'Timeline',
    ...timeline.map(describeEntry),
  ];
  return `${lines.join('\n')}\n`;
}

function endingOf({ outcome, falseAlarm, followUp, note, signed }: NonNullable<Alert['ending']>): string {
  const said = [
    falseAlarm ? `false alarm, ${falseAlarm}` : outcome,
    ...(followUp ? [`follow-up ${followUp}`] : []),
    ...(note ? [note] : []),
    ...(signed ? [`co-signed by ${signed.by}`] : []),
  ];
  return said.join(' · ');
}

function describeEntry({ at, event, by, facts }: AuditEntry): string {
  const said = Object.entries(facts ?? {}).flatMap(([name, value]) => {
    if (name === 'occurrence' || value === null || value === '' || (Array.isArray(value) && value.length === 0))
      return [];
    return [`${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`];
  });
  return `  ${iso(at)}  ${event} (${by})${said.length > 0 ? `  ${said.join(', ')}` : ''}`;
}

/** A notice that a way has not taken, in a line. Pure. */
export const describeLetter = ({ caseCode, name, kind, code, since, at }: LetterView): string =>
  `${caseCode ?? 'roster'}  ${name} by ${kind ?? 'a way that is gone'}  ${code}  since ${iso(since)}, last ${iso(at)}\n`;

/** The report by rule as a table. Pure. */
export function describeRules(rules: readonly RuleReport[]): string {
  if (rules.length === 0) return 'No rule has paged anybody so far.\n';
  const rows = rules.map(({ rule, paged, falseAlarms, reasons }) => {
    const why = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`);
    return [rule, String(paged), String(falseAlarms), why.join(', ')];
  });
  const all = [['rule', 'paged', 'false alarms', 'why'], ...rows];
  const wide = all.reduce(
    (most, row) => row.map((cell, index) => Math.max(most[index] ?? 0, cell.length)),
    [] as number[],
  );
  return all
    .map(
      (row) =>
        `${row
          .map((cell, index) => cell.padEnd(wide[index] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
