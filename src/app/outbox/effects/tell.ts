import type { TellEffect } from '../../../domain/effect.ts';
import { CoachError } from '../../../domain/errors.ts';
import type { TurnEvent } from '../../../engine/events.ts';
import type { Couples } from '../../aggregates/couple.ts';
import type { Serial } from '../../aggregates/serial.ts';
import type { Deps } from '../../deps.ts';
import { effectDigest } from '../../digests.ts';
import { again, type Carrier, over } from './carrier.ts';

/** Brings what became of an alert, or a request, to its couple. Never given up; the couple keeps the newest. */
export const createTell = (deps: Deps, couples: Pick<Couples, 'run'>, serial: Serial): Carrier<TellEffect> => ({
  async attempt({ effect: { id, couple, side, told: update } }) {
    const extras = { inbound: { from: 'system', hash: effectDigest(deps, id) } } as const;
    const now = { id: deps.newId(), at: deps.clock.now(), side };
    const event: TurnEvent =
      'family' in update ? { type: 'alert-update', ...now, update } : { type: 'request-update', ...now, update };
    await serial.run(`couple|${couple}`, () => couples.run(couple, event, extras)).catch(ignoreNobody);
    return over;
  },
  afterFailure: async (job, failure) => again(job, failure),
});

/** A stranger whose first turn was a bare one has no record to tell: that is no fault. */
function ignoreNobody(error: unknown): void {
  if (!(error instanceof CoachError && error.code === 'NOT_FOUND')) throw error;
}
