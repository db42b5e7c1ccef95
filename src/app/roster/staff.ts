import { findAddress, findWay } from '../../domain/staff/roster.ts';
import { isOpenDrill } from '../../engine/roster/drill.ts';
import type { CodeAnswer, Staff } from '../../ports/staff.ts';
import type { RosterService } from './roster.ts';

/**
 * What comes from the contact ways of people on call, and what becomes of them, on the roster. Each message is looked up here:
 * a roster that cannot be opened is as last known, or nobody's, and keeps nobody from being heard.
 */
export function createStaff({ onCall, note, codeDigest }: RosterService): Staff {
  return {
    async whoseWay(kind, address) {
      const roster = await onCall.roster();
      return roster && findAddress(roster, kind, address);
    },
    async wayOf(person, way) {
      const roster = await onCall.roster();
      return roster && findWay(roster, person, way);
    },
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
      const drill = (await onCall.roster())?.drill;
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
