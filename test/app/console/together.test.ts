import { describe, expect, test } from '@jest/globals';
import { togetherView } from '../../../src/app/console/together.ts';
import type { Couple } from '../../../src/domain/couple.ts';
import type { NamedExercise } from '../../../src/domain/exercise.ts';
import type { Gate } from '../../../src/domain/together.ts';
import { newPlan, slotOn } from '../../../src/engine/couple/plan.ts';
import { aCouple, noon } from '../../support/engine.ts';

const day = 86_400_000;
const plan = newPlan('one', 'America/Chicago', noon);

describe('what a counselor sees of what is for two', () => {
  test('are the days as they were drawn, from today on', () => {
    const couple = aCouple();
    const view = togetherView({ ...couple, shared: { ...couple.shared, together: { plan } } }, noon + 3 * day);
    expect(view.days[0]).toEqual({ date: '2026-03-10', slot: slotOn('one', '2026-03-10') });
    expect(view).toMatchObject({ hour: plan.hour, held: [], ended: null, asking: null, break: null });
    expect(new Set(view.days.map(({ slot }) => slot)).size).toBeGreaterThan(1);
    expect(togetherView(couple, noon)).toMatchObject({ days: [], hour: null });
  });

  test('is what holds it, of whom and why: an open alert, a sign until its day, a hold that a counselor lifts', () => {
    const alert = { version: 1, status: 'open', level: 'urgent', holder: null, pagedAt: noon } as const;
    const held = { since: noon, until: null };
    const of = (a: object, at = noon) => togetherView(aCouple({ a }), at).held;
    expect(of({ alerts: { violence: alert }, held })).toEqual([{ side: 'a', why: 'alert', since: noon, until: null }]);
    expect(of({ held: { since: noon, until: noon + day } })).toEqual([
      { side: 'a', why: 'sign', since: noon, until: noon + day },
    ]);
    expect(of({ held: { since: noon, until: noon + day } }, noon + day)).toEqual([]);
    expect(of({ held })).toMatchObject([{ why: 'until-lifted' }]);
  });

  test('is what each exercise says of itself, and whether it is offered to these two', () => {
    const said = { minutes: 5, notFor: ['fear'], crosses: ['nothing'], source: 'here', shared: true } as const;
    const exercises: NamedExercise[] = [
      { ...said, name: 'all' },
      { ...said, name: 'lovers', relationships: ['romantic'] },
      { ...said, name: 'cards', channels: ['teams'] },
    ];
    const offered = (couple: Couple) =>
      togetherView(couple, noon, exercises).exercises.flatMap(({ name, isOffered }) => (isOffered ? [name] : []));
    const on = (channel: 'teams' | 'sms') => ({ addresses: [{ channel, id: channel, verified: true }] });
    const couple = aCouple({ a: on('teams'), b: on('teams') });
    expect(offered(couple)).toEqual(['all', 'lovers', 'cards']);
    expect(offered({ ...couple, shared: { ...couple.shared, relationship: 'friends' } })).toEqual(['all', 'cards']);
    expect(offered(aCouple({ a: on('teams'), b: on('sms') }))).toEqual(['all', 'lovers']);
  });

  test('is what is asked about, runs or has ended; never who answered what', () => {
    const couple = aCouple();
    const gate: Gate = {
      ...{ id: 'g', exercise: 'breathe-together', opened: noon, closes: noon + 1, first: 'a' },
      ...{ asked: ['a', 'b'], yes: ['b'] },
    };
    const timeOut = {
      ...({ id: 't', at: noon, asked: ['b'], stage: 'ready', due: noon + 2 } as const),
      ...({ returnsAt: noon + 2, missed: 1, ready: ['a'] } as const),
    };
    const ended = { why: 'part-ways', at: noon, side: 'b', told: ['b'] } as const;
    const view = togetherView({ ...couple, shared: { ...couple.shared, together: { gate, timeOut, ended } } }, noon);
    expect(view).toMatchObject({
      asking: { exercise: 'breathe-together', closes: noon + 1 },
      break: { returnsAt: noon + 2, missed: 1 },
      ended: { why: 'part-ways', told: ['b'] },
    });
    expect(JSON.stringify({ ...view, ended: null })).not.toMatch(/yes|ready|asked|"b"/);
  });
});
