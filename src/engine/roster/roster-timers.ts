import type { Roster, RosterTimer } from '../../domain/staff/roster.ts';
import { retryAfter } from '../time/timers.ts';

/** The timers of the roster that are due by an instant, in the order of their instants. Pure. */
export const rosterDueBy = ({ timers = [] }: Roster, at: number): readonly RosterTimer[] =>
  timers.filter(({ due }) => due <= at).sort((one, other) => one.due - other.due);

/** The next instant at which something of the roster is due, domain time; null when nothing waits. Pure. */
export const nextRosterWake = ({ timers = [] }: Roster): number | null => earliest(timers);

/** The same of a drill that is under way: it has the clocks of a crisis. Pure. */
export const nextRosterUrgent = ({ timers = [] }: Roster): number | null =>
  earliest(timers.filter(({ id }) => isOfDrill(id)));

/** The timers of a drill that is under way: its next step, and the other ways of those whom it called. */
export const drillStepTimer = 'drill-step';
export const drillWayTimer = 'drill-way';
export const isOfDrill = (id: string): boolean => id === drillStepTimer || id.startsWith(`${drillWayTimer}|`);

const earliest = (timers: readonly RosterTimer[]): number | null =>
  timers.length === 0 ? null : Math.min(...timers.map(({ due }) => due));

/** The roster with a timer, which takes the place of the one of that id. Pure. */
export const withTimer = (roster: Roster, timer: RosterTimer): Roster => ({
  ...roster,
  timers: [...(roster.timers ?? []).filter(({ id }) => id !== timer.id), timer],
});

/** The roster without the timers that are picked; the same when there are none. Pure. */
export function withoutTimers(roster: Roster, picked: (id: string) => boolean): Roster {
  const { timers = [] } = roster;
  const rest = timers.filter(({ id }) => !picked(id));
  return rest.length === timers.length ? roster : { ...roster, timers: rest };
}

/** The roster after an event of a timer that threw: it is tried again later, and never given up. Pure. */
export const delayRosterTimer = (roster: Roster, { id, tries = 0 }: RosterTimer, at: number): Roster => {
  const wait = retryAfter[tries] ?? retryAfter.at(-1) ?? 0;
  const later = (timer: RosterTimer): RosterTimer =>
    timer.id === id ? { ...timer, due: at + wait, tries: tries + 1 } : timer;
  return { ...roster, timers: (roster.timers ?? []).map(later) };
};
