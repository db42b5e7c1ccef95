import type { App } from '../../../app/create-app.ts';
import type { HistoryEntry } from '../../../app/streams/history.ts';
import type { Alert } from '../../../domain/alert.ts';
import type { Side } from '../../../domain/partner.ts';
import type { Person } from './people.ts';

/** What is stored of somebody, and what was seen of it. */
export interface Kept {
  /** The ids that were answered 2xx. */
  readonly answered: ReadonlySet<string>;
  /** The ids of what is stored, in order. */
  readonly stored: readonly string[];
  /** How many turns a message made. */
  readonly turns: number;
  /** How many texts that are no nudges were committed to them, taken by a provider, and kept back for a reason that is recorded. */
  readonly committed: number;
  readonly taken: number;
  readonly withheld: number;
}

/** What of one person does not hold (1 and 2 of "What must hold"). Pure. */
export function wrongOf({ answered, stored, turns, committed, taken, withheld }: Kept): readonly string[] {
  const there = new Set(stored);
  const lost = [...answered].filter((id) => !there.has(id)).length;
  return [
    ...(lost > 0 ? [`1: ${lost} messages that were answered are not there`] : []),
    ...(there.size < stored.length ? [`1: ${stored.length - there.size} messages are there twice`] : []),
    ...(turns === stored.length ? [] : [`1: ${stored.length} messages made ${turns} turns`]),
    ...(taken + withheld >= committed ? [] : [`2: of ${committed} texts ${taken} were sent and ${withheld} kept back`]),
  ];
}

/** What of a couple's pages does not hold (3): every page of the couple is in an alert, and no alert is there twice. Pure. */
export function wrongPages(
  paged: readonly string[],
  alerted: readonly string[],
  alerts: readonly Alert[],
): readonly string[] {
  const missing = paged.filter((page) => count(paged, page) > count(alerted, page));
  const families = alerts.map(({ side, family }) => `${side} ${family}`);
  return [
    ...(missing.length > 0 ? [`3: of ${paged.length} pages ${missing.length} are in no alert (${missing[0]})`] : []),
    ...(new Set(families).size < families.length ? ['3: one family has two alerts'] : []),
  ];
}

const count = (pages: readonly string[], page: string): number => pages.filter((each) => each === page).length;

/** Reads what a month has stored, day by day, and only what is new. */
export function createReader() {
  const seen = new Map<string, { seq: number; entries: HistoryEntry[] }>();

  async function all(app: App, stream: string): Promise<readonly HistoryEntry[]> {
    const known = seen.get(stream) ?? { seq: 0, entries: [] };
    seen.set(stream, known);
    for (;;) {
      const page = await app.history(stream, known.seq, 1_000);
      known.entries.push(...page);
      known.seq = page.at(-1)?.seq ?? known.seq;
      if (page.length < 1_000) return known.entries;
    }
  }

  return {
    /** What is stored of somebody. */
    async stored(
      app: App,
      couple: string,
      { key, side }: Person,
    ): Promise<Pick<Kept, 'stored' | 'turns' | 'withheld'>> {
      const own = await all(app, `in|${key}`);
      const turns = await all(app, `turn|${couple}|${side}`);
      const of = (event: string): number => turns.filter(({ data }) => data['event'] === event).length;
      return { stored: own.map(({ data }) => String(data['id'])), turns: of('message'), withheld: of('withheld') };
    },
    /** The pages of a couple by its own chain, and by those of its alerts; each as side, reason and instant. */
    async pages(app: App, couple: string, alerts: readonly Alert[]): Promise<{ paged: string[]; alerted: string[] }> {
      const own = await app.audit('couple', couple, 0, 10_000);
      const paged = own.filter(({ event }) => event === 'paged').map(({ of, facts }) => line(of as Side, facts));
      const chains = await Promise.all(
        alerts.map(async ({ id, side }) =>
          (await app.audit('alert', id, 0, 10_000)).map((entry) => ({ side, ...entry })),
        ),
      );
      const alerted = chains.flat().flatMap(({ side, facts }) => (facts?.['reason'] ? [line(side, facts)] : []));
      return { paged, alerted };
    },
  };
}

const line = (side: Side, facts: Readonly<Record<string, unknown>> | null): string =>
  `${side} ${String(facts?.['category'])} ${String(facts?.['reason'])}`;
