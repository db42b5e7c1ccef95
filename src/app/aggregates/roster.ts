import { emptyRoster, type Roster } from '../../domain/staff/roster.ts';
import { stepRoster } from '../../engine/roster/roster.ts';
import type { RosterClinic, RosterEvent, RosterResult } from '../../engine/roster/roster-event.ts';
import { nextRosterUrgent, nextRosterWake } from '../../engine/roster/roster-timers.ts';
import type { Shape } from './shape.ts';
import type { Aggregates, CommitExtras, Committed } from './update.ts';

/** The one roster of a store. */
export const rosterId = emptyRoster.id;

/** The roster: one part, without facets, for there is only one. */
export const rosterShape: Shape<Roster> = {
  kind: 'roster',
  parts: (roster) => ({ shared: roster }),
  assemble: (_, part) => part('shared') as Roster,
  facets: () => ({}),
  nextWake: nextRosterWake,
  nextUrgent: nextRosterUrgent,
  audit: ({ audit }) => audit,
  withAudit: (roster, audit) => ({ ...roster, audit }),
};

/** Runs events on the roster. Callers hold its queue. */
export function createRosters(aggregates: Aggregates, clinic: RosterClinic) {
  const { lastKnown, current, inMemory, update } = aggregates(rosterShape, {
    split: (_, waiting) => ({ entries: [], waiting }),
    fromMemory: false,
  });

  return {
    lastKnown,
    current: () => current(rosterId),
    inMemory: () => inMemory(rosterId),
    /** Changes it by a pure function that is no event of its. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`. */
    change: (step: (roster: Roster) => Roster): Promise<Committed> =>
      update(rosterId, (roster) => ({ state: step(roster), effects: [], records: [] })),
    /** Runs one event; the first makes the roster. What `extras` names as come before changes nothing. @throws CoachError `COMMIT_CONTENDED`. */
    async run(event: RosterEvent, extras: CommitExtras = {}): Promise<RosterResult> {
      let result: RosterResult | null = null;
      const step = (before: Roster) => {
        result = stepRoster(before, event, clinic);
        const effects = result.ok ? result.effects : [];
        if (result.roster === before && result.records.length + effects.length === 0) return null;
        return { state: result.roster, effects, records: result.records };
      };
      await update(rosterId, step, extras, () => emptyRoster);
      return result as unknown as RosterResult;
    },
  };
}

export type Rosters = ReturnType<typeof createRosters>;
