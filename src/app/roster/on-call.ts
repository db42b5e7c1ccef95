import { findAddress, findWay, type Roster } from '../../domain/staff/roster.ts';
import type { OnCall, StandIn } from '../../ports/on-call.ts';
import type { Staff } from '../../ports/staff.ts';
import type { RosterService } from './roster.ts';

/** Who is called: those of the roster, and while it names nobody whoever stands in. Nobody waits for a store that is away. */
export function createOnCall(
  { roster, lastKnown }: Pick<RosterService, 'roster' | 'lastKnown'>,
  standIn: StandIn | undefined,
): OnCall {
  const instead = (known: Roster | null): Roster | null =>
    standIn && (known === null || known.people.length === 0) ? standIn.roster() : known;
  return {
    roster: async () => instead(await roster().catch(() => lastKnown())),
    lastKnown: () => instead(lastKnown()),
  };
}

/** The people on call, with whoever stands in. */
export function withStandIn(staff: Staff, standIn: StandIn | undefined): Staff {
  if (!standIn) return staff;
  const inside = <Found>(find: (roster: Roster) => Found): Found | null => {
    const roster = standIn.roster();
    return roster && find(roster);
  };
  const wayOf: Staff['wayOf'] = async (person, way) =>
    (await staff.wayOf(person, way)) ?? inside((roster) => findWay(roster, person, way));
  return {
    ...staff,
    wayOf,
    whoseWay: async (kind, address) =>
      (await staff.whoseWay(kind, address)) ?? inside((roster) => findAddress(roster, kind, address)),
    async endWay(to, ended) {
      if (await staff.wayOf(to.person.id, to.way.id)) return staff.endWay(to, ended);
      standIn.endWay(to, ended);
    },
  };
}
