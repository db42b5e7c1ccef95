import type { TransferEffect } from '../../../domain/effect.ts';
import { CoachError } from '../../../domain/errors.ts';
import { isSameAddress } from '../../../domain/partner.ts';
import type { Couples } from '../../aggregates/couple.ts';
import type { Serial } from '../../aggregates/serial.ts';
import type { Deps } from '../../deps.ts';
import { addressDigest, effectDigest } from '../../digests.ts';
import { reserve } from '../../inbound/reserve.ts';
import { again, type Carrier, over } from './carrier.ts';

/**
 * Gives an address to another partner, once the one who had it does not use it any more. Never given up: until it is done,
 * whoever writes from there is a stranger. The same transfer twice is one.
 */
export const createTransfer = (
  deps: Deps,
  couples: Pick<Couples, 'run' | 'lastKnown'>,
  serial: Serial,
): Carrier<TransferEffect> => ({
  async attempt({ effect: { id, couple, side, address } }) {
    const draft = { hash: addressDigest(deps, address.channel, address.id), side };
    const uses = { ...deps, known: couples.lastKnown };
    const isFree = await reserve(uses, couple, draft, ({ addresses }) =>
      addresses.some((each) => isSameAddress(each, address)),
    );
    if (!isFree) return { over: false, code: 'ADDRESS_TAKEN' };
    const event = { type: 'address-received', id: deps.newId(), at: deps.clock.now(), side, from: address } as const;
    const extras = { inbound: { from: 'system', hash: effectDigest(deps, id) }, addresses: [draft] } as const;
    await serial.run(`couple|${couple}`, () => couples.run(couple, event, extras)).catch(ignoreNobody);
    return over;
  },
  afterFailure: async (job, failure) => again(job, failure),
});

/** Whoever it was promised to is gone: the address is a stranger's. */
function ignoreNobody(error: unknown): void {
  if (!(error instanceof CoachError && error.code === 'NOT_FOUND')) throw error;
}
