import { handOffOf, type Partner } from '../../domain/partner.ts';
import { codeUnknown, providerCode } from '../../domain/provider-code.ts';
import { type Family, families } from '../../domain/screening.ts';
import { familyOf } from '../../engine/undeliverable.ts';
import type { DeliveryReport } from '../../ports/channel.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';
import { alertIdOf, effectDigest } from '../digests.ts';
import { isStoreFault } from '../faults.ts';
import type { Undelivered } from './effects/undelivered.ts';
import type { Fallback } from './fallback.ts';
import { openReceipt, type Receipt } from './receipt.ts';

/** Whether a report was of a message of ours. */
export type Reported = 'noted' | 'unknown';

/**
 * Takes what providers say of messages after they took them: each state stands in the partner's log once, whatever order and
 * however often it comes; of a crisis text and a counselor's words it stands on the timeline of the case. A crisis text that
 * did not arrive goes to another verified address, or asks for a human.
 */
export function createDeliveries(
  deps: Deps,
  couples: Pick<Couples, 'lastKnown' | 'append'>,
  alerts: Pick<Alerts, 'run'>,
  serial: Serial,
  undelivered: Undelivered,
  fallback: Fallback,
) {
  const { keys, log, clock, newId, content } = deps;
  const once = (what: string) => ({ inbound: { from: 'system', hash: effectDigest(deps, what) } }) as const;

  /** Notes a state in the partner's log. False where it stands there already. */
  async function note({ couple, side, effect, lane }: Receipt, state: string, code: string | null): Promise<boolean> {
    const data = { event: 'delivery', at: clock.now(), lane, state, effect, ...(code === null ? {} : { code }) };
    const noted = await couples.append(couple, [], once(`${effect}.${state}`), [{ of: side, kind: 'turn', data }]);
    return noted === 'committed';
  }

  /** The case that a message belongs to: a crisis text names it, a counselor's words belong to the one that is taken over. */
  async function familyIn({ couple, side, lane, key }: Receipt): Promise<Family | null> {
    if (lane !== 'crisis' && lane !== 'counselor') return null;
    const named = familyOf(key);
    if (named) return named;
    const partner = (await couples.lastKnown(couple))?.state[side];
    return partner ? answeredFamily(partner) : null;
  }

  /** What became of it, on the timeline of its case. It is no fault where there is none. */
  async function tellCase(receipt: Receipt, state: 'delivered' | 'undelivered', code: string | null): Promise<void> {
    const { couple, side, lane } = receipt;
    const group = await familyIn(receipt);
    if (!group) return;
    const id = alertIdOf(deps, couple, side, group);
    const event = { type: 'delivery', id: newId(), at: clock.now(), state, lane } as const;
    await serial.run(`alert|${id}`, () => alerts.run(id, code === null ? event : { ...event, code }));
  }

  /** What a record that is gone, or cannot be opened, takes part in: the rest goes on. A store that is gone is another matter. */
  const asFarAsKept = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      if (isStoreFault(error)) throw error;
      log.error('delivery.unkept', error);
    });

  async function notArrived(receipt: Receipt, code: string, told: DeliveryReport): Promise<void> {
    const { couple, side, effect, lane, key, address, elsewhere } = receipt;
    const refused = { address, version: null, ...(told.optedOut ? { optedOut: told.optedOut } : {}) };
    if (told.permanent) await undelivered.endAddress(couple, side, refused, code, effect);
    // A text with names or numbers in it is not known here any more.
    const repeatable = lane === 'crisis' && key !== null && !elsewhere && content.args(key).size === 0;
    await fallback({ id: effect, lane, tries: 0 }, 'urgent');
    const instead = repeatable ? address : null;
    await asFarAsKept(undelivered.reported({ couple, side, effect, lane, key }, code, instead));
  }

  return {
    /** @throws CoachError `STORE_UNAVAILABLE` when it could not be kept: the provider is asked to say it again. */
    async report(told: DeliveryReport): Promise<Reported> {
      const { channel, receipt: sealed, state, code } = told;
      const receipt = openReceipt(keys.system, sealed);
      if (receipt?.address.channel !== channel) {
        log.warn('delivery.unknown', { channel });
        return 'unknown';
      }
      const why = code === undefined ? null : providerCode(code);
      const failed = state === 'undelivered' || state === 'failed';
      // First what a person may be waiting for; it is done once by itself.
      if (failed) await notArrived(receipt, why ?? codeUnknown, told);
      const isNew = await note(receipt, state, why);
      if (isNew && state !== 'sent') await asFarAsKept(tellCase(receipt, failed ? 'undelivered' : 'delivered', why));
      return 'noted';
    },
  };
}

/** The family whose alert a counselor answers in; the one that is open where nobody does. Pure. */
function answeredFamily(partner: Partner): Family | null {
  const counselor = handOffOf(partner) === 'counselor';
  const open = families.filter((each) => {
    const status = partner.alerts[each]?.status;
    return status !== undefined && status !== 'closed' && (!counselor || status === 'taken-over');
  });
  return open.at(0) ?? null;
}
