import type { Alert } from '../../domain/alert.ts';
import type { FalseAlarmReason } from '../../domain/counselor-act.ts';
import { streamOf } from '../aggregates/update.ts';
import type { HistoryEntry } from '../streams/history.ts';

/** What became of the alerts that a screening rule was heard in: how often it paged, how often that was a false alarm, and why. */
export interface RuleReport {
  readonly rule: string;
  /** Occurrences in which it was heard, open ones too. */
  readonly paged: number;
  readonly falseAlarms: number;
  readonly reasons: Readonly<Partial<Record<FalseAlarmReason, number>>>;
}

/** One occurrence: the rules that were heard in it, and why it was a false alarm where it was one. */
interface Heard {
  readonly rules: readonly string[];
  readonly falseAlarm?: FalseAlarmReason;
}

/** The report by rule: most false alarms first, then most pages, then by name. It holds no case and no words. Pure. */
export function countRules(occurrences: readonly Heard[]): readonly RuleReport[] {
  const counts = new Map<
    string,
    { paged: number; falseAlarms: number; reasons: Partial<Record<FalseAlarmReason, number>> }
  >();
  for (const { rules, falseAlarm } of occurrences) {
    for (const rule of rules) {
      const count = counts.get(rule) ?? { paged: 0, falseAlarms: 0, reasons: {} };
      count.paged += 1;
      if (falseAlarm) {
        count.falseAlarms += 1;
        count.reasons[falseAlarm] = (count.reasons[falseAlarm] ?? 0) + 1;
      }
      counts.set(rule, count);
    }
  }
  return [...counts]
    .map(([rule, count]) => ({ rule, ...count }))
    .sort(
      (one, other) =>
        other.falseAlarms - one.falseAlarms || other.paged - one.paged || (one.rule < other.rule ? -1 : 1),
    );
}

/** Reads what became of every alert, occurrence by occurrence. Touches the store. */
export async function reportRules(app: {
  readonly alerts: () => Promise<readonly Alert[]>;
  readonly history: (stream: string, after: number, limit?: number) => Promise<readonly HistoryEntry[]>;
}): Promise<readonly RuleReport[]> {
  const occurrences: Heard[] = [];
  for (const { id, status, rules = [] } of await app.alerts()) {
    const ended = await app.history(streamOf('occurrence', id, 'system'), 0, 10_000);
    occurrences.push(...ended.map(({ data }) => heardOf(data)));
    if (status !== 'closed') occurrences.push({ rules });
  }
  return countRules(occurrences);
}

/** Occurrences from before rules were kept have none. */
function heardOf({ rules = [], falseAlarm }: HistoryEntry['data']): Heard {
  return { rules: rules as readonly string[], ...(falseAlarm ? { falseAlarm: falseAlarm as FalseAlarmReason } : {}) };
}
