import type { InformEffect } from '../../../domain/effect.ts';
import { counts, workingWays } from '../../../domain/staff/person.ts';
import type { Roster } from '../../../domain/staff/roster.ts';
import type { OnCallWay } from '../../../ports/staff.ts';
import type { TellWay } from '../../notices/tell.ts';
import type { RosterService } from '../../roster/roster.ts';
import { again, type Carrier, over } from './carrier.ts';

/**
 * Brings what the roster has to say to a person, and notes on the roster that it arrived, or did not: a drill then goes on to the
 * next way, or the next person. What has no way yet waits for one.
 */
export const createInform = (
  { told, roster }: Pick<RosterService, 'roster' | 'told'>,
  { tell }: Pick<TellWay, 'tell'>,
): Carrier<InformEffect> => ({
  async attempt({ effect }) {
    const drill = effect.about.kind === 'drill' ? effect.about.drill.id : undefined;
    let code = 'WAY_GONE';
    for (const to of targetsOf(await roster(), effect)) {
      const outcome = await tell(to, effect.about);
      await told(to, { ...(drill === undefined ? {} : { drill }), ...(outcome.ok ? {} : { code: outcome.code }) });
      if (outcome.ok) return over;
      code = outcome.code;
    }
    return { over: false, code };
  },
  // A drill goes on by its own clocks, and nobody wants to hear of one that is over.
  afterFailure: async (job, failure) => (job.effect.about.kind === 'drill' ? over : again(job, failure)),
});

function targetsOf({ people }: Roster, { person: id, way }: InformEffect): readonly OnCallWay[] {
  const person = people.find((each) => each.id === id);
  if (!person) return [];
  const ways = way === undefined ? workingWays(person) : person.ways.filter((each) => each.id === way && counts(each));
  return ways.map((each) => ({ person, way: each }));
}
