import type { RequestEffect } from '../../../domain/effect.ts';
import type { Requests } from '../../aggregates/request.ts';
import type { Serial } from '../../aggregates/serial.ts';
import type { Deps } from '../../deps.ts';
import { effectDigest, requestIdOf } from '../../digests.ts';
import { again, type Carrier, over } from './carrier.ts';
import type { CaseCodeOf } from './page.ts';

/** Brings what a partner asks for to their request, which it makes, joins, reopens or ends. Never given up; twice is once. */
export const createRequest = (
  deps: Deps,
  requests: Pick<Requests, 'run'>,
  serial: Serial,
  caseCodeOf: CaseCodeOf,
): Carrier<RequestEffect> => ({
  async attempt({ id: couple, effect }) {
    const { side, id: asking } = effect;
    const id = requestIdOf(deps, couple, side);
    const caseCode = await caseCodeOf(couple);
    const extras = { inbound: { from: 'system', hash: effectDigest(deps, asking) } } as const;
    const event = { type: 'asked', id: deps.newId(), at: deps.clock.now(), asked: effect } as const;
    await serial.run(`request|${id}`, () => requests.run(id, event, () => ({ id, couple, side, caseCode }), extras));
    return over;
  },
  afterFailure: async (job, failure) => again(job, failure),
});
