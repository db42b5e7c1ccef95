import type { InformEffect } from '../../../domain/effect.ts';
import { counts, workingWays } from '../../../domain/staff/person.ts';
import type { Roster } from '../../../domain/staff/roster.ts';
import type { OnCallWay, Staff } from '../../../ports/staff.ts';
import type { TellWay } from '../../notices/tell.ts';
import type { RosterService } from '../../roster/roster.ts';
import { again, type Carrier, isNoted, over } from './carrier.ts';

/** How often an answer is tried: after some seconds nobody waits for it, and the act counts all the same. */
const answers = 5;

/**
 * Brings what the roster has to say to a person, and notes on the roster that it arrived, or did not: a drill then goes on to the
 * next way, or the next person. What has no way yet waits for one.
 */
export const createInform = (
  { told, roster }: Pick<RosterService, 'roster' | 'told'>,
  staff: Pick<Staff, 'wayOf'>,
  { tell }: Pick<TellWay, 'tell'>,
): Carrier<InformEffect> => ({
  async attempt({ effect, entry }) {
    const { about } = effect;
    const drill = about.kind === 'drill' ? about.drill.id : undefined;
    let code = 'WAY_GONE';
    for (const to of await targets(await roster(), staff, effect)) {
      const outcome = await tell(to, about);
      // An answer that arrived is nothing to keep, and a failure like the one before it is kept now and then.
      const kept = outcome.ok ? about.kind !== 'answer' : drill !== undefined || isNoted(entry);
      const what = { ...(drill === undefined ? {} : { drill }), ...(outcome.ok ? {} : { code: outcome.code }) };
      if (kept) await told(to, what);
      if (outcome.ok) return over;
      code = outcome.code;
    }
    return { over: false, code };
  },
  async afterFailure(job, failure) {
    const { about } = job.effect;
    if (about.kind === 'answer') return job.entry.tries + 1 < answers ? again(job, failure) : over;
    // A drill goes on by its own clocks, and nobody wants to hear of one that is over.
    return about.kind === 'drill' ? over : again(job, failure);
  },
});

/** An answer goes where the words came from, whether that way counts or not. */
async function targets(
  { people }: Roster,
  staff: Pick<Staff, 'wayOf'>,
  { person: id, way, about }: InformEffect,
): Promise<readonly OnCallWay[]> {
  if (about.kind === 'answer') return [await staff.wayOf(id, way ?? '')].filter((each) => each !== null);
  const person = people.find((each) => each.id === id);
  if (!person) return [];
  const ways = way === undefined ? workingWays(person) : person.ways.filter((each) => each.id === way && counts(each));
  return ways.map((each) => ({ person, way: each }));
}
