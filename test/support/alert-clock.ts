import { soleCounselor } from '../../src/adapters/rehearsal/on-call.ts';
import type { Alert, OnCall } from '../../src/domain/alert.ts';
import type { Effect, PageEffect, TellEffect } from '../../src/domain/effect.ts';
import type { TurnRecord } from '../../src/domain/record.ts';
import { newAlert, stepAlert } from '../../src/engine/alert/alert.ts';
import type { AlertEvent } from '../../src/engine/alert/alert-event.ts';
import { alertDueBy } from '../../src/engine/alert/alert-timers.ts';
import type { Clinic } from '../../src/engine/alert/ladder.ts';

/** A clinic with one counselor, who has every duty. */
export const aClinic: Clinic = { zone: 'America/Chicago', onCall: soleCounselor };
type Unplaced = AlertEvent extends infer Each ? (Each extends AlertEvent ? Omit<Each, 'id' | 'at'> : never) : never;

/** An alert of `a` whose own clock is moved by hand, in minutes after an instant; what followed is kept with its minute. */
export function anAlertClock(start: number, given = aClinic, family: Alert['family'] = 'self') {
  let clinic = given;
  let alert: Alert = newAlert({ id: 'x', couple: 'c', side: 'a', family, caseCode: 'C-1' });
  let events = 0;
  const kept: TurnRecord[] = [];
  const followed: { readonly minute: number; readonly effect: Effect }[] = [];
  const happens = (minute: number, event: Unplaced) => {
    const full = { ...event, id: `e-${events++}`, at: start + minute * 60_000 } as AlertEvent;
    const result = stepAlert(alert, full, clinic);
    if (!result.ok) throw new Error(result.code);
    alert = result.alert;
    followed.push(...result.effects.map((effect) => ({ minute, effect })));
    kept.push(...result.records);
  };
  return {
    alert: () => alert,
    happens,
    /** The code that an event is refused with; null where it is not. */
    refused(minute: number, event: Unplaced): string | null {
      const result = stepAlert(alert, { ...event, id: 'refused', at: start + minute * 60_000 } as AlertEvent, clinic);
      return result.ok ? null : result.code;
    },
    /** The data of the records of a kind, oldest first. */
    records: (kind: TurnRecord['kind']) => kept.filter((record) => record.kind === kind).map(({ data }) => data),
    /** The notices, oldest first. */
    notices: () => followed.flatMap(({ effect }) => (effect.type === 'notify' ? [effect.notice] : [])),
    page(minute: number, level: PageEffect['level'], more: Partial<PageEffect> = {}) {
      const to = { type: 'page', to: 'system', lane: 'crisis', id: 'p', side: 'a' } as const;
      const heard = { category: 'suicide', also: [], about: 'self', reason: 'message' } as const;
      happens(minute, { type: 'page', page: { ...to, ...heard, level, at: start + minute * 60_000, ...more } });
    },
    act: (minute: number, type: 'acknowledge' | 'claim' | 'release' | 'take-over' | 'hand-back', by = 'Dana') =>
      happens(minute, { type, by }),
    /** Others can be called from now on. */
    join(onCall: Clinic['onCall']) {
      clinic = { ...clinic, onCall };
    },
    /** An alert from before there were clocks. */
    forgetTimers() {
      const { timers: _, ...older } = alert;
      alert = older;
    },
    /** Runs what is due until a minute, each at its own. */
    until(minute: number) {
      for (;;) {
        const due = alertDueBy(alert, start + minute * 60_000)[0];
        if (!due) return;
        happens((due.due - start) / 60_000, { type: 'timer', timer: due.id });
      }
    },
    /** Which ways the notices went by, with their minutes: the ids of ways. */
    ways: (): readonly (readonly [number, string])[] =>
      followed.flatMap(({ minute, effect }) =>
        effect.type === 'notify' && effect.update === undefined ? [[minute, effect.way ?? ''] as const] : [],
      ),
    /** The notices that were changed, with their minutes. */
    changed: (): readonly (readonly [number, string])[] =>
      followed.flatMap(({ minute, effect }) =>
        effect.type === 'notify' && effect.update !== undefined ? [[minute, effect.update] as const] : [],
      ),
    /** Whom the notices called, with their minutes. */
    called: (): readonly (readonly [number, OnCall])[] =>
      followed.flatMap(({ minute, effect }) =>
        effect.type === 'notify' && effect.update === undefined ? [[minute, effect.notice.step] as const] : [],
      ),
    /** What the couple was told, with the minutes. */
    told: (): readonly (readonly [number, TellEffect['told']])[] =>
      followed.flatMap(({ minute, effect }) => (effect.type === 'tell' ? [[minute, effect.told] as const] : [])),
  };
}
