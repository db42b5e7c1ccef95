import type { Effect } from '../../src/domain/effect.ts';
import type { Person, WayKind } from '../../src/domain/staff/person.ts';
import { emptyRoster, type Roster } from '../../src/domain/staff/roster.ts';
import { stepRoster } from '../../src/engine/roster/roster.ts';
import type { RosterEvent, RosterResult } from '../../src/engine/roster/roster-event.ts';
import { rosterDueBy } from '../../src/engine/roster/roster-timers.ts';
import { usualWeek } from './clinic.ts';
import { noon } from './engine.ts';

export { noon } from './engine.ts';
export const blankRoster: Roster = emptyRoster;

const someone = (id: string, ...ways: readonly (readonly [kind: WayKind, after: number])[]): Person => ({
  ...{ id, name: id, role: 'counselor', language: 'en', zone: 'America/Chicago', quietHours: null },
  ways: ways.map(([kind, after]) => ({ id: `${id}-${kind}`, kind, address: `${kind}:${id}`, after, verifiedAt: 0 })),
});
export const maria = someone('maria', ['sms', 0], ['teams', 120_000]);
export const jo = someone('jo', ['sms', 0], ['email', 60_000]);

/** Maria is called first, Jo second; Jo leads. Not live. */
export const usual = (): Roster => ({
  ...emptyRoster,
  people: [maria, jo],
  rota: { weekly: usualWeek, overrides: [] },
});

type Given = RosterEvent extends infer Event ? (Event extends RosterEvent ? Omit<Event, 'id' | 'at'> : never) : never;

/** A roster that is stepped; `runTo` fires what is due on the way. */
export function stepper(first: Roster) {
  let now = first;
  let count = 0;
  const step = (event: Given, at: number): RosterResult => {
    count += 1;
    const result = stepRoster(now, { ...event, id: `e${count}`, at } as RosterEvent, { zone: 'America/Chicago' });
    now = result.roster;
    return result;
  };
  return {
    roster: () => now,
    /** What an event had to say. It was taken. */
    ok(event: Given, at = noon): readonly Effect[] {
      const result = step(event, at);
      if (!result.ok) throw new Error(`refused: ${result.code}`);
      return result.effects;
    },
    refused(event: Given, at = noon): string {
      const result = step(event, at);
      return result.ok ? 'taken' : result.code;
    },
    runTo(at: number): readonly Effect[] {
      const effects: Effect[] = [];
      for (let next = rosterDueBy(now, at)[0]; next; next = rosterDueBy(now, at)[0]) {
        const result = step({ type: 'timer', timer: next.id }, next.due);
        if (result.ok) effects.push(...result.effects);
      }
      return effects;
    },
  };
}
