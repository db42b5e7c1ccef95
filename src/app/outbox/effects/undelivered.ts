import { audited } from '../../../domain/audit.ts';
import type { Couple } from '../../../domain/couple.ts';
import type { SendEffect } from '../../../domain/effect.ts';
import type { Side } from '../../../domain/partner.ts';
import type { TurnResult } from '../../../engine/events.ts';
import { barePage } from '../../../engine/undeliverable.ts';
import type { Couples } from '../../aggregates/couple.ts';
import type { Serial } from '../../aggregates/serial.ts';
import type { Deps } from '../../deps.ts';
import { effectDigest } from '../../digests.ts';
import { isStoreFault } from '../../faults.ts';
import type { Receipt } from '../receipt.ts';
import type { Refused } from './carrier.ts';
import type { BringPage } from './page.ts';

/** What a couple's record keeps of texts that reached nobody. Each is kept once, however often it is told. */
export function createUndelivered(
  deps: Deps,
  couples: Pick<Couples, 'run' | 'change'>,
  serial: Serial,
  bringPage: BringPage,
) {
  const { clock, newId } = deps;
  const once = (effect: string) => ({ inbound: { from: 'system', hash: effectDigest(deps, effect) } }) as const;

  /** Reports to the operator what cannot be kept in a couple's record. When the store is away, it fails instead. */
  function withoutRecord(error: unknown, what: string): false {
    if (isStoreFault(error)) throw error;
    deps.log.error(what, error);
    return false;
  }

  return {
    /**
     * A provider says afterwards that a message did not arrive: the couple's log keeps it, and of a crisis a human hears, unless
     * the text can be brought to another address than the one it may be tried `instead` of.
     */
    async reported(
      { couple, side, effect, lane, key }: Pick<Receipt, 'couple' | 'side' | 'effect' | 'lane' | 'key'>,
      code: string,
      instead: Receipt['address'] | null = null,
    ): Promise<void> {
      const event = { type: 'delivery-failed', id: newId(), at: clock.now(), side, lane, key, code } as const;
      const elsewhere = instead ? { from: instead } : {};
      const noted = await serial
        .run(`couple|${couple}`, () => couples.run(couple, { ...event, ...elsewhere }, once(`${effect}.reported`)))
        .catch((error: unknown) => withoutRecord(error, 'effect.lost'));
      const say = { key: key ?? '', params: {} };
      if (!noted && lane === 'crisis')
        await bringPage(couple, barePage({ id: effect, to: side, say }, code, clock.now()));
    },

    /**
     * A provider takes nothing more for an address: it ends, unless something has happened to the couple since, which may
     * have been a message from there. False where there is no record that could keep it. `told`: the message that a report
     * was of; a report that comes again ends nothing that was opened since.
     */
    async endAddress(couple: string, side: Side, refused: Refused, code: string, told?: string): Promise<boolean> {
      const { address, version, optedOut } = refused;
      const common = { type: 'address-ended', id: newId(), at: clock.now(), side, from: address, code } as const;
      const event = optedOut ? { ...common, optedOut } : common;
      let known = true;
      const step = (state: Couple, stored: number): TurnResult => {
        known =
          state[side]?.addresses.some(({ channel, id }) => channel === address.channel && id === address.id) ?? false;
        const same = known && (version === null || version === stored);
        return same ? deps.engine.runTurn(state, event) : { couple: state, effects: [], records: [] };
      };
      return serial
        .run(`couple|${couple}`, () => couples.change(couple, step, told === undefined ? {} : once(`${told}.ended`)))
        .then(
          () => known,
          (error: unknown) => withoutRecord(error, 'address.not-ended'),
        );
    },

    /** A message will reach nobody: the couple's log and audit keep it once, and of a crisis a human hears. */
    async undeliverable(couple: string, effect: SendEffect, code: string): Promise<void> {
      const { id, to: side, lane, say } = effect;
      const key = 'key' in say ? say.key : null;
      const event = { type: 'delivery-failed', id: newId(), at: clock.now(), side, lane, code, key } as const;
      const noted = await serial
        .run(`couple|${couple}`, () => couples.run(couple, event, once(id)))
        .catch((error: unknown) => withoutRecord(error, 'effect.lost'));
      if (!noted && lane === 'crisis') await bringPage(couple, barePage(effect, code, clock.now()));
    },

    /** A message that the couple wants to hear of has gone out, once; where it cannot be told, the invitation is none that is missed. */
    async reached(couple: string, { id, to: side }: SendEffect): Promise<void> {
      const event = { type: 'reached', id: newId(), at: clock.now(), side } as const;
      await serial
        .run(`couple|${couple}`, () => couples.run(couple, event, once(`${id}.reached`)))
        .catch((error: unknown) => deps.log.error('effect.reached-untold', error));
    },

    /** A message will never go out: the couple's log and audit keep the reason, once. */
    async withheld(couple: string, { id, to, lane }: SendEffect, reason: string): Promise<void> {
      const at = clock.now();
      const data = { event: 'withheld', lane, reason, at };
      const entry = audited({ of: to, event: 'withheld', by: 'system', at, facts: { lane, reason } });
      const noted = (state: Couple): TurnResult => ({
        couple: state,
        effects: [],
        records: [{ of: to, kind: 'turn', data }, entry],
      });
      await serial.run(`couple|${couple}`, () => couples.change(couple, noted, once(id)));
    },
  };
}

export type Undelivered = ReturnType<typeof createUndelivered>;
