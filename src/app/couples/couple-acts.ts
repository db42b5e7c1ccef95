import type { CoupleAct } from '../../domain/couple-act.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';
import { caseDigest } from '../digests.ts';
import type { Owners } from '../inbound/owners.ts';

/** What a counselor does with what is for two: a couple is known by its case code, or its id. */
export interface CoupleActs {
  /** @throws CoachError `NOT_FOUND` where there is no such case, exercise or partner. */
  actOnCouple(couple: string | { readonly id: string }, act: CoupleAct): Promise<void>;
}

/** Over the couples: each act is a turn, and audited. */
export function createCoupleActs(deps: Deps, couples: Couples, serial: Serial, owners: Owners): CoupleActs {
  return {
    async actOnCouple(couple, act) {
      const found = typeof couple === 'string' ? await owners.find(caseDigest(deps, couple)) : couple;
      if (!found) throw new CoachError('NOT_FOUND', 'There is no such case.');
      const event = { type: 'couple-act', id: deps.newId(), at: deps.clock.now(), side: 'a', act } as const;
      await serial.run(`couple|${found.id}`, () => couples.run(found.id, event));
    },
  };
}
