import { z } from 'zod';
import type { DeadLetter } from '../domain/dead-letter.ts';
import { findWay } from '../domain/staff/roster.ts';
import { define } from './define.ts';

/** A notice that a way has not taken, for whoever runs the service: no address, and nothing of what it is about. */
export interface LetterView extends Omit<DeadLetter, 'person'> {
  /** The case; null for what the roster had to say. */
  readonly caseCode: string | null;
  readonly name: string;
}

/** What no way has taken since: of open alerts and requests, and of the roster; the newest first. */
export const deadLetters = define(z.strictObject({}), async ({ app }) => {
  const open = await app();
  const roster = await open.roster.roster();
  const nameOf = (id: string): string => roster.people.find((each) => each.id === id)?.name ?? id;
  const view = (caseCode: string | null, letters: readonly DeadLetter[] = []): readonly LetterView[] =>
    letters.map(({ person, ...letter }) => ({ caseCode, name: nameOf(person), ...letter }));
  const cases = [...(await open.alerts()), ...(await open.requests())].filter(({ status }) => status !== 'closed');
  const ofRoster = (roster.deadLetters ?? []).filter(({ person, way }) => findWay(roster, person, way));
  const all = [...cases.flatMap((each) => view(each.caseCode, each.deadLetters)), ...view(null, ofRoster)];
  return { letters: all.toSorted((one, other) => other.at - one.at) };
});
