import { describe, expect, test } from '@jest/globals';
import type { AlertUpdate, SendEffect } from '../../src/domain/effect.ts';
import type { AlertMirror, Partner } from '../../src/domain/partner.ts';
import { maySend } from '../../src/engine/may-send.ts';
import { aClinic, anAlertClock } from '../support/alert-clock.ts';
import { aCouple, noon, theEngine } from '../support/engine.ts';

const day = Date.parse('2026-03-02T12:00-06:00');
const minutesOf = (clock: ReturnType<typeof anAlertClock>): readonly number[] =>
  clock.told().flatMap(([minute, { what }]) => (what === 'waiting' ? [minute] : []));

describe('what an alert tells its couple while nobody has claimed it', () => {
  test.each([
    ['emergency', [2, 6, 15, 45]],
    ['urgent', [5, 15, 45]],
    ['same-day', [0]],
  ] as const)('%s: after %j min, and no more', (level, minutes) => {
    const clock = anAlertClock(day);
    clock.page(0, level);
    clock.until(24 * 60);
    expect(minutesOf(clock)).toEqual(minutes);
  });
  test('is counted from the claim’s end, and from the message that raised it', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'urgent');
    clock.act(3, 'claim');
    clock.until(60);
    clock.act(60, 'release');
    clock.until(66);
    clock.page(66, 'emergency');
    clock.until(69);
    expect(minutesOf(clock)).toEqual([65, 68]);
  });
  test('is nothing in a violence case, also where violence is only one of the things heard, or comes later', () => {
    const also = anAlertClock(day);
    also.page(0, 'urgent', { also: ['violence'] });
    also.until(60);
    const later = anAlertClock(day);
    later.page(0, 'urgent');
    later.until(5);
    later.page(6, 'urgent', { also: ['violence'] });
    // Thirty pages on, the one that named it is not kept any more.
    for (let count = 0; count < 30; count += 1) later.page(7, 'urgent');
    later.act(8, 'claim');
    later.act(8, 'release');
    later.until(60);
    const today = anAlertClock(day);
    today.page(0, 'same-day', { category: 'violence' });
    expect([minutesOf(also), minutesOf(later), minutesOf(today)]).toEqual([[], [5], []]);
  });
  test.each([
    ['self', 'suicide', [2, 6, 15, 45]],
    ['substance', 'overdose', [2, 6, 15, 45]],
    ['substance', 'withdrawal', [2, 6, 15, 45]],
    ['others', 'child', [2, 6, 15, 45]],
    ['others', 'harm-to-others', []],
    ['violence', 'violence', []],
  ] as const)(
    'goes on in a violence case that an emergency of this kind leads: %s, %s',
    (family, category, minutes) => {
      const clock = anAlertClock(day, aClinic, family);
      clock.page(0, 'emergency', { category, also: category === 'violence' ? [] : ['violence'] });
      clock.until(24 * 60);
      expect(minutesOf(clock)).toEqual(minutes);
      expect(clock.told().flatMap(([, told]) => (told.what === 'waiting' ? [told.lifeLeads] : []))).toEqual(
        minutes.map(() => true),
      );
    },
  );
  test('leaves the version, so that nobody who closes is refused for it', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'emergency');
    const { version } = clock.alert();
    clock.until(60);
    expect(clock.alert().version).toBe(version);
  });
});

const mirror = (fields: Partial<AlertMirror> = {}): AlertMirror => ({
  ...{ version: 1, status: 'open', level: 'emergency', holder: null, pagedAt: noon },
  ...fields,
});
const waiting: AlertUpdate = {
  ...{ family: 'self', version: 1, status: 'open', level: 'emergency', holder: null, pagedAt: noon, what: 'waiting' },
};

/** The keys that a partner of this state is told, for each of these instants in minutes. */
async function told(fields: Partial<Partner>, minutes: readonly number[] = [2], update = waiting) {
  const { engine } = await theEngine();
  let couple = aCouple({ a: { alerts: { self: mirror() }, ...fields } });
  return minutes.flatMap((minute, index) => {
    const at = noon + minute * 60_000;
    const result = engine.runTurn(couple, { type: 'alert-update', id: `u-${index}`, at, side: 'a', update });
    ({ couple } = result);
    return result.effects.flatMap((effect) =>
      effect.type === 'send' && 'key' in effect.say ? [`${effect.to} ${effect.say.key}`] : [],
    );
  });
}

describe('what a partner hears of it', () => {
  test('is never the wording of the last two times', async () => {
    const said = await told({}, [2, 6, 15, 45, 102, 106, 115]);
    expect(said).toHaveLength(7);
    for (const [index, key] of said.entries()) expect(said.slice(Math.max(0, index - 2), index)).not.toContain(key);
  });
  test('is nothing after STOP, in a violence case, or once somebody has claimed this or another alert', async () => {
    expect(await told({})).toEqual([expect.stringMatching(/^a coach\.waiting-emergency-[1-4]$/)]);
    expect(await told({ optedOut: true })).toEqual([]);
    expect(await told({ alerts: { self: mirror(), violence: mirror() } })).toEqual([]);
    expect(await told({ alerts: { self: mirror({ version: 2, status: 'claimed' }) } })).toEqual([]);
    expect(await told({ alerts: { self: mirror({ version: 2, status: 'closed' }) } })).toEqual([]);
    expect(await told({ alerts: { self: mirror(), substance: mirror({ status: 'taken-over' }) } })).toEqual([]);
    expect(await told({ alerts: { self: mirror(), substance: mirror({ status: 'claimed' }) } })).toEqual([]);
  });
  test('is what it is while a violence alert is open, where a danger to life comes before it', async () => {
    const leads = { ...waiting, lifeLeads: true } as const;
    const violence = mirror({ level: 'urgent' });
    expect(await told({ alerts: { self: mirror(), violence } }, [2], leads)).toHaveLength(1);
    expect(await told({ alerts: { self: mirror(), violence } })).toEqual([]);
    expect(await told({ alerts: { self: mirror(), violence: mirror() } }, [2], leads)).toEqual([]);
    const overdose = { ...leads, family: 'substance' } as const;
    expect(await told({ alerts: { substance: mirror(), violence: mirror() } }, [2], overdose)).toHaveLength(1);
  });
  test('is said once where two alerts ask for it in the same minute, and of the day never beside an emergency', async () => {
    expect(await told({}, [2, 2.5])).toHaveLength(1);
    const sameDay = { ...waiting, level: 'same-day', answers: { open: true, at: noon } } as const;
    const self = mirror({ level: 'same-day' });
    expect(await told({ alerts: { self } }, [0], sameDay)).toHaveLength(1);
    expect(await told({ alerts: { self, substance: mirror() } }, [0], sameDay)).toEqual([]);
  });
  test('does not go out late: not after a claim or STOP, and not when the next is due', () => {
    const say = { key: 'coach.waiting-emergency-1', params: {} };
    const text: SendEffect = { id: '1', type: 'send', to: 'a', lane: 'counselor', say, expiresAt: noon + 1 };
    const asked = (fields: Partial<Partner>, at = noon) => maySend(aCouple({ a: fields }), text, at);
    expect(asked({ alerts: { self: mirror() } })).toHaveProperty('send');
    expect(asked({ alerts: { self: mirror({ status: 'claimed' }) } })).toEqual({ never: 'counselor-answers' });
    expect(asked({ optedOut: true })).toEqual({ never: 'opted-out' });
    expect(asked({}, noon + 2)).toEqual({ never: 'expired' });
  });
});
