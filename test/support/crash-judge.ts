import type { Accepted, JournalEntry, Report } from './crash.ts';

/** Whether a provider took something. Pure. */
export const isAccepted = (entry: JournalEntry): entry is Accepted => entry.type === 'accepted';

/** The texts in the order in which the provider saw each for the first time, lane by lane: only a lane keeps its order. */
export function firstTexts(journal: readonly JournalEntry[]): readonly string[] {
  const firsts = new Map(journal.filter(isAccepted).map((each) => [each.effect, each]));
  return [...firsts.values()]
    .map(({ address, lane, key, text }) => ({ lane: `${address} ${lane}`, line: `${address} ${lane} ${key} ${text}` }))
    .sort((one, other) => (one.lane < other.lane ? -1 : one.lane > other.lane ? 1 : 0))
    .map(({ line }) => line);
}

/** Effects that the provider accepted more than once although they had been settled, or although nobody had died. */
export function wrongRepeats(journal: readonly JournalEntry[]): readonly string[] {
  const open = new Map<string, 'alive' | 'died' | 'settled'>();
  return journal.flatMap((entry) => {
    if (entry.type === 'died') {
      for (const [effect, state] of open) if (state === 'alive') open.set(effect, 'died');
    } else if (entry.type === 'settled') {
      for (const effect of entry.effects) open.set(effect, 'settled');
    } else {
      const before = open.get(entry.effect);
      open.set(entry.effect, 'alive');
      if (before && before !== 'died') return [`${entry.key} was accepted again although it was ${before}`];
    }
    return [];
  });
}

const messagesOf = ({ log }: Report): readonly string[] => log.filter((line) => !line.startsWith('alert-update'));
/** News of alerts come in a lane of their own: they have no place among the messages. */
const newsOf = ({ log }: Report): number => log.filter((line) => line.startsWith('alert-update')).length;

/** Where what is stored differs from the clean run. */
export function storedOtherwise(report: Report | null, clean: Report): readonly string[] {
  if (!report) return ['there is no report'];
  const views = {
    facts: (of: Report) => of.facts,
    alerts: (of: Report) => of.alerts,
    place: (of: Report) => of.place,
    messages: messagesOf,
    news: newsOf,
    outbox: (of: Report) => of.pending,
  };
  const audit = [
    ...differs('broken audit chains', report.audit.broken, []),
    ...(report.audit.entries < clean.audit.entries ? ['the audit lost an entry'] : []),
  ];
  const wrong = Object.entries(views).flatMap(([name, view]) => {
    const [is, was] = [JSON.stringify(view(report)), JSON.stringify(view(clean))];
    return is === was ? [] : [`${name}: ${is}\n  instead of ${was}`];
  });
  return [...audit, ...wrong];
}

/** What differs, in words; nothing where it is the same. Pure. */
export const differs = (name: string, is: unknown, was: unknown): readonly string[] =>
  JSON.stringify(is) === JSON.stringify(was)
    ? []
    : [`${name}: ${JSON.stringify(is, null, 1)}\n  instead of ${JSON.stringify(was, null, 1)}`];
