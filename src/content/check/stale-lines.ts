import { join } from 'node:path';
import type { CrisisPack } from '../packs.ts';
import type { Finding, Severity } from './finding.ts';

/** A crisis line is checked again after this many days. Source: safety.md, "What is said at once". */
const longest = 180;
const day = 86_400_000;

export interface StaleLine {
  readonly country: string;
  readonly id: string;
  readonly verifiedOn: string;
  /** Days since then. */
  readonly age: number;
}

/** The crisis lines that nobody has checked for more than 180 days. `today` is an ISO date. Pure. */
export const staleLines = (packs: ReadonlyMap<string, CrisisPack>, today: string): readonly StaleLine[] =>
  [...packs.values()].flatMap(({ country, lines }) =>
    lines.flatMap(({ id, verified_on: verifiedOn }) => {
      const age = (Date.parse(today) - Date.parse(verifiedOn)) / day;
      return age > longest ? [{ country, id, verifiedOn, age }] : [];
    }),
  );

/** What a check says about them, one line for each pack. Pure. */
export function checkLines(
  dir: string,
  packs: ReadonlyMap<string, CrisisPack>,
  today: string,
  severity: Severity,
): readonly Finding[] {
  const stale = staleLines(packs, today);
  return [...packs.keys()].flatMap((country): Finding[] => {
    const mine = stale.filter((line) => line.country === country);
    if (mine.length === 0) return [];
    const oldest = Math.max(...mine.map(({ age }) => age));
    const ids = mine.map(({ id }) => id).join(', ');
    const what = `not verified for up to ${oldest} days: ${ids}; call or look up each line and renew its verified_on`;
    return [{ severity, file: join(dir, 'lines', `${country}.yaml`), line: 1, code: 'lines-old', what }];
  });
}
