import { findAddress, findWay } from '../../domain/staff/roster.ts';
import { isOpenDrill } from '../../engine/roster/drill.ts';
import type { CodeAnswer, Staff } from '../../ports/staff.ts';
import type { RosterService } from './roster.ts';

/** What comes from the contact ways of people on call, and what becomes of them, on the roster. */
export function createStaff({ roster, note, codeDigest }: RosterService): Staff {
  return {
    whoseWay: async (kind, address) => findAddress(await roster(), kind, address),
    wayOf: async (person, way) => findWay(await roster(), person, way),
    async codeReturned({ person, way }, code): Promise<CodeAnswer> {
      const digest = codeDigest(way.id, code);
      const result = await note({ type: 'code-came', person: person.id, way: way.id, digest });
      if (result.ok) return 'works';
      return result.code === 'CODE_WRONG' ? 'wrong' : 'over';
    },
    async reached({ person, way }, reference) {
      await note({ type: 'way-reached', person: person.id, way: way.id, reference });
    },
    async endWay({ person, way }, ended) {
      await note({ type: 'way-ended', person: person.id, way: way.id, ended });
    },
    async openDrill() {
      const { drill } = await roster();
      return isOpenDrill(drill) ? drill : null;
    },
    async answerDrill(drill, person) {
      const result = await note({ type: 'drill-answered', drill, person });
      return result.roster.drill?.id === drill && result.roster.drill.by === person;
    },
    async refused(person, why) {
      await note({ type: 'refused', person, why });
    },
  };
}
