import type { Alert } from '../../domain/alert.ts';
import { audited } from '../../domain/audit.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import type { Couple } from '../../domain/couple.ts';
import type { NotifyEffect, PageEffect, SendEffect, TellEffect } from '../../domain/effect.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Side, Source } from '../../domain/partner.ts';
import { providerCode } from '../../domain/provider-code.ts';
import { type Family, family, type Level } from '../../domain/screening.ts';
import type { TurnResult } from '../../engine/events.ts';
import { barePage } from '../../engine/undeliverable.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Turns } from '../aggregates/turns.ts';
import type { Deps } from '../deps.ts';
import { isStoreFault } from '../faults.ts';
import type { Owners } from '../inbound/owners.ts';
import type { Attempt } from './relay.ts';

/** An address that a provider refused for good, and the version of the couple that it was taken from; null for none. */
export interface Refused {
  readonly address: Source;
  readonly version: number | null;
}

/** Carries pages to alerts, news to couples, notices to people, and counselors' acts to alerts. Each once. */
export function createEscalation(deps: Deps, turns: Turns, serial: Serial, owners: Owners) {
  const { keys, clock, notifier, store, newId } = deps;

  /** One alert per partner and family, by construction: its id is a keyed digest of the three (ADR 3). */
  const alertId = (couple: string, side: 'a' | 'b', group: Family): string =>
    keys.digest('alert', `${couple}|${side}|${group}`);

  async function page(couple: string, effect: PageEffect): Promise<Attempt> {
    const group = family(effect.category);
    const id = alertId(couple, effect.side, group);
    const stored = await store.read('couple', couple);
    const caseCode = await owners.caseCode(couple, stored?.facets['caseCode']);
    const born = () => ({ id, couple, side: effect.side, family: group, caseCode });
    const extras = { inbound: { from: 'system', hash: keys.digest('inbound', effect.id) } } as const;
    const event = { type: 'page', id: newId(), at: clock.now(), page: effect } as const;
    await serial.run(`alert|${id}`, () => turns.onAlert(id, event, born, extras));
    return { done: true };
  }

  async function tell(effect: TellEffect): Promise<Attempt> {
    const { couple, side, told } = effect;
    const extras = { inbound: { from: 'system', hash: keys.digest('inbound', effect.id) } } as const;
    const event = { type: 'told', id: newId(), at: clock.now(), side, told } as const;
    await serial.run(`couple|${couple}`, () => turns.onCouple(couple, event, extras)).catch(ignoreNobody);
    return { done: true };
  }

  async function notify(effect: NotifyEffect, signal: AbortSignal): Promise<Attempt> {
    const result = await notifier.notify(effect.notice, signal);
    if (!result.ok) return { done: false, code: result.code };
    const { alert, level } = effect.notice;
    const event = { type: 'notified', id: newId(), at: clock.now(), level } as const;
    // Whoever has the notice does not get it again because it could not be noted.
    await serial
      .run(`alert|${alert}`, () => turns.onAlert(alert, event, null))
      .catch((error: unknown) => deps.log.error('audit.failed', error, { alert }));
    return { done: true };
  }

  /** What cannot be kept in a couple's record: told to the operator. A store that is gone is another matter. */
  function withoutRecord(error: unknown, what: string): false {
    if (isStoreFault(error)) throw error;
    deps.log.error(what, error);
    return false;
  }

  return {
    carryOut(couple: string, effect: PageEffect | TellEffect | NotifyEffect, signal: AbortSignal): Promise<Attempt> {
      if (effect.type === 'page') return page(couple, effect);
      return effect.type === 'tell' ? tell(effect) : notify(effect, signal);
    },

    /** Something of a crisis could not be carried out yet: the person on call is told at once, by its id. */
    async fallback(spooled: string, level: Level): Promise<void> {
      await notifier.fallback({ spooled, level }, AbortSignal.timeout(5_000)).catch((error: unknown) => {
        deps.log.error('fallback.failed', error);
      });
    },

    /** A provider says afterwards that a reply did not arrive: the couple's log keeps it. */
    async deliveryFailed(couple: string, side: Side, code: string): Promise<void> {
      const event = { type: 'delivery-failed', id: newId(), at: clock.now(), side, lane: 'reply', key: null } as const;
      await serial.run(`couple|${couple}`, () => turns.onCouple(couple, { ...event, code: providerCode(code) }));
    },

    /**
     * A provider takes nothing more for an address: it ends, unless something has happened to the couple since, which may
     * have been a message from there. False where there is no record that could keep it.
     */
    async endAddress(couple: string, side: Side, { address, version }: Refused, code: string): Promise<boolean> {
      const event = { type: 'address-ended', id: newId(), at: clock.now(), side, from: address, code } as const;
      let known = true;
      const step = (state: Couple, stored: number): TurnResult => {
        known =
          state[side]?.addresses.some(({ channel, id }) => channel === address.channel && id === address.id) ?? false;
        const same = known && (version === null || version === stored);
        return same ? deps.engine.runTurn(state, event) : { couple: state, effects: [], records: [] };
      };
      return serial
        .run(`couple|${couple}`, () => turns.changeCouple(couple, step))
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
      const extras = { inbound: { from: 'system', hash: keys.digest('inbound', id) } } as const;
      const turn = () => turns.onCouple(couple, event, extras);
      const noted = await serial
        .run(`couple|${couple}`, turn)
        .catch((error: unknown) => withoutRecord(error, 'effect.lost'));
      if (!noted && lane === 'crisis') await page(couple, barePage(effect, code, clock.now()));
    },

    /** A message will never go out: the couple's log and audit keep the reason, once. */
    async withheld(couple: string, { id, to, lane }: SendEffect, reason: string): Promise<void> {
      const at = clock.now();
      const data = { event: 'withheld', lane, reason, at };
      const entry = audited({ of: to, event: 'withheld', by: 'system', at, facts: { lane, reason } });
      const extras = { inbound: { from: 'system', hash: keys.digest('inbound', id) } } as const;
      const noted = (state: Couple): TurnResult => ({
        ...{ couple: state, effects: [] },
        records: [{ of: to, kind: 'turn', data }, entry],
      });
      await serial.run(`couple|${couple}`, () => turns.changeCouple(couple, noted, extras));
    },

    /**
     * What a counselor does with an alert. Gives the alert after it.
     * @throws CoachError `ALERT_HELD` (with the holder), `ALERT_NOT_OPEN`, `TASK_OPEN`, `TASK_UNKNOWN`, `NOT_FOUND`.
     */
    async act(id: string, act: CounselorAct): Promise<Alert> {
      const event = { ...act, id: newId(), at: clock.now() };
      const result = await serial.run(`alert|${id}`, () => turns.onAlert(id, event, null));
      if (result.ok) return result.alert;
      throw new CoachError(result.code, refusals[result.code], { holder: result.holder });
    },
  };
}

/** A stranger whose first turn was a bare one has no record to tell: that is no fault. */
function ignoreNobody(error: unknown): void {
  if (!(error instanceof CoachError && error.code === 'NOT_FOUND')) throw error;
}

const refusals = {
  ALERT_HELD: 'Another counselor holds this alert: ask them to release it, or to hand it over.',
  ALERT_NOT_OPEN: 'This alert is closed: a new message will open it again.',
  TASK_OPEN: 'Something is still to be done in this case: do it, mark it done, then close.',
  TASK_UNKNOWN: 'This alert has no such task: look at it again.',
};

export type Escalation = ReturnType<typeof createEscalation>;
