import { localDate, nextLocal, weekday } from '../local-time.ts';
import { dutyHolders, type Gap, gapsOf } from './gaps.ts';
import { type Person, workingWays } from './person.ts';
import { type Roster, standardDrillWeek } from './roster.ts';

const hour = 3_600_000;
const week = 7 * 24 * hour;

/** How far ahead the rota must be without a gap, ms. */
export const lookAheadMs = week;
/** How many people must be reachable in more than one way, and in how many. */
export const enough = { people: 2, ways: 2 } as const;
/** How much later than a week after the last one a drill may begin, ms: a machine may have stood still for a night. */
const drillGrace = 24 * hour;

/** What stands between a clinic and partners. */
export type Lack =
  | { readonly code: 'ROTA_GAP'; readonly gap: Gap; readonly count: number }
  /** `people`: how many can be reached in two ways. */
  | { readonly code: 'WAYS_FEW'; readonly people: number }
  /** Somebody on duty in the coming week has lost a way, and has fewer than two. */
  | { readonly code: 'WAY_ENDED'; readonly person: string }
  | { readonly code: 'DRILL_MISSING' | 'DRILL_MISSED' | 'DRILL_OVERDUE' };
export type LackCode = Lack['code'];

/** What is still to be done before going live; none when it can be. Pure. */
export function lacksBeforeLive(roster: Roster, at: number): readonly Lack[] {
  const { drill } = roster;
  const drilled = drill?.answeredAt != null;
  return [...lacksOfPeople(roster, at), ...(drilled ? [] : [{ code: drillLack(roster) } as const])];
}

/** Why nobody new is enrolled once the clinic is live; none when all is well. Pure. */
export function lacksWhileLive(roster: Roster, at: number): readonly Lack[] {
  const { drill, liveAt } = roster;
  if (drill?.missedAt !== undefined) return [...lacksOfPeople(roster, at), { code: 'DRILL_MISSED' }];
  // A clinic that has just gone live has a week from then on.
  const since = Math.max(drill?.at ?? 0, liveAt ?? 0);
  const overdue = at > since + week + drillGrace;
  return [...lacksOfPeople(roster, at), ...(overdue ? [{ code: 'DRILL_OVERDUE' } as const] : [])];
}

/** Whether the last drill came in time: what an outside watch asks of a clinic that is live. Pure. */
export const drillIsGood = (roster: Roster, at: number): boolean =>
  !lacksWhileLive(roster, at).some(({ code }) => code === 'DRILL_MISSED' || code === 'DRILL_OVERDUE');

/** When the next drill begins by itself, after an instant. Pure. */
export function nextDrill({ drillWeek = standardDrillWeek }: Roster, after: number, zone: string): number {
  for (let at = nextLocal(after, drillWeek.time, zone); ; at = nextLocal(at, drillWeek.time, zone)) {
    if (weekday(localDate(at, zone)) === drillWeek.day) return at;
  }
}

const drillLack = ({ drill }: Roster): 'DRILL_MISSED' | 'DRILL_MISSING' =>
  drill?.missedAt === undefined ? 'DRILL_MISSING' : 'DRILL_MISSED';

function lacksOfPeople({ people, rota }: Roster, at: number): readonly Lack[] {
  const gaps = gapsOf(rota, people, at, at + lookAheadMs);
  const [gap] = gaps;
  const reachable = people.filter((person) => workingWays(person).length >= enough.ways).length;
  const worn = people.find((person) => hasLostWay(person) && dutyHolders(rota, at, at + lookAheadMs).has(person.id));
  return [
    ...(gap ? [{ code: 'ROTA_GAP', gap, count: gaps.length } as const] : []),
    ...(reachable < enough.people ? [{ code: 'WAYS_FEW', people: reachable } as const] : []),
    ...(worn ? [{ code: 'WAY_ENDED', person: worn.id } as const] : []),
  ];
}

const hasLostWay = (person: Person): boolean =>
  workingWays(person).length < enough.ways && person.ways.some(({ ended }) => ended !== undefined);
