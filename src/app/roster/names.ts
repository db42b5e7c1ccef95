import type { UnsignedAct } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import { type Person, personNamed } from '../../domain/staff/person.ts';
import type { RosterService } from './roster.ts';

/** Who stands in the roster, as this process last knew it where it cannot be read: that keeps nobody from acting. */
export async function peopleOf({
  newest,
  onCall,
}: Pick<RosterService, 'newest' | 'onCall'>): Promise<readonly Person[]> {
  const roster = await newest().catch(() => onCall.lastKnown());
  return roster?.people ?? [];
}

/** The act with its people named as the roster has them: whoever is to claim a case must be somebody of it. @throws CoachError `PERSON_UNKNOWN`. Pure. */
export function withNames(people: readonly Person[], act: UnsignedAct): UnsignedAct {
  if (people.length === 0 || (act.type !== 'reassign' && act.type !== 'take-over')) return act;
  const from = act.from === undefined ? {} : { from: personNamed(people, act.from)?.name ?? act.from };
  return act.type === 'take-over' ? { ...act, ...from } : { ...act, ...from, person: known(people, act.person).name };
}

/** Who is meant by a name. @throws CoachError `PERSON_UNKNOWN`. Pure. */
export function known(people: readonly Person[], written: string): Person {
  const person = personNamed(people, written);
  if (person) return person;
  throw new CoachError('PERSON_UNKNOWN', 'Nobody of this name is on the list: coach staff list shows who there is.');
}
