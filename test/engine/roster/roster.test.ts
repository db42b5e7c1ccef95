import { describe, expect, test } from '@jest/globals';
import type { InformEffect } from '../../../src/domain/effect.ts';
import { blankRoster, jo, maria, noon, stepper, usual } from '../../support/roster.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const told = (effects: readonly unknown[]) =>
  (effects as readonly InformEffect[]).map(({ about, person, way }) =>
    [about.kind, person, ...(way ? [way] : [])].join(' '),
  );

describe('a code', () => {
  test('that came back makes its way count; a wrong one is counted, and after five none is taken', () => {
    const world = stepper(blankRoster);
    world.ok({ type: 'person-set', by: 'ops', person: { ...maria, ways: undefined } as never });
    world.ok({
      type: 'way-added',
      by: 'ops',
      person: 'maria',
      way: { id: 'w', kind: 'sms', address: '+15550201', after: 0 },
    });
    world.ok({ type: 'code-issued', by: 'ops', person: 'maria', way: 'w', digest: 'right', until: noon + 15 * minute });
    for (let nth = 0; nth < 5; nth += 1)
      expect(world.refused({ type: 'code-came', person: 'maria', way: 'w', digest: `wrong-${nth}` })).toBe(
        'CODE_WRONG',
      );
    expect(world.refused({ type: 'code-came', person: 'maria', way: 'w', digest: 'right' })).toBe('CODE_OVER');
    world.ok({ type: 'code-issued', by: 'ops', person: 'maria', way: 'w', digest: 'right', until: noon + 15 * minute });
    expect(world.refused({ type: 'code-came', person: 'maria', way: 'w', digest: 'right' }, noon + 15 * minute)).toBe(
      'CODE_OVER',
    );
    world.ok({ type: 'code-came', person: 'maria', way: 'w', digest: 'right' }, noon + 14 * minute);
    expect(world.roster().people[0]?.ways[0]).toMatchObject({ verifiedAt: noon + 14 * minute });
    expect(world.roster().people[0]?.ways[0]?.code).toBeUndefined();
    // It is used up.
    expect(world.refused({ type: 'code-came', person: 'maria', way: 'w', digest: 'right' })).toBe('CODE_OVER');
  });
});

describe('a drill', () => {
  test('calls primary, their next way, backup and lead, and is missed after 15 minutes, which who leads is told', () => {
    const world = stepper(usual());
    expect(told(world.ok({ type: 'drill-started', by: 'ops' }))).toEqual(['drill maria maria-sms']);
    expect(told(world.runTo(noon + 2 * minute))).toEqual(['drill maria maria-teams']);
    expect(told(world.runTo(noon + 5 * minute))).toEqual(['drill jo jo-sms']);
    expect(told(world.runTo(noon + 10 * minute - 1))).toEqual(['drill jo jo-email']);
    expect(told(world.runTo(noon + 10 * minute))).toEqual(['drill jo jo-sms']);
    expect(told(world.runTo(noon + 15 * minute))).toContain('drill-missed jo');
    expect(world.roster().drill?.missedAt).toBe(noon + 15 * minute);
  });

  test('that is acknowledged calls nobody more, and later answers change nothing', () => {
    const world = stepper(usual());
    world.ok({ type: 'drill-started', by: 'ops' });
    const drill = world.roster().drill?.id ?? '';
    world.ok({ type: 'drill-answered', drill, person: 'maria' }, noon + minute);
    world.ok({ type: 'drill-answered', drill, person: 'jo' }, noon + 2 * minute);
    expect(world.roster().drill).toMatchObject({ answeredAt: noon + minute, by: 'maria' });
    expect(told(world.runTo(noon + 30 * minute))).toEqual([]);
  });

  test('moves on at once where a way does not take it', () => {
    const world = stepper(usual());
    world.ok({ type: 'drill-started', by: 'ops' });
    const drill = world.roster().drill?.id ?? '';
    const fail = (person: string, way: string) =>
      told(world.ok({ type: 'told', person, way, drill, code: 'HTTP_500' }, noon + 1));
    expect(fail('maria', 'maria-sms')).toEqual(['drill maria maria-teams']);
    expect(fail('maria', 'maria-teams')).toEqual(['drill jo jo-sms']);
  });

  test('begins by itself every Wednesday at ten once the clinic is live', () => {
    const world = stepper({ ...usual(), drill: { id: 'd', at: noon - day, answeredAt: noon - day, by: 'jo' } });
    world.ok({ type: 'live', by: 'ops' });
    const due = world.roster().timers?.find(({ id }) => id === 'drill')?.due ?? 0;
    expect(
      new Date(due).toLocaleString('en-US', { timeZone: 'America/Chicago', weekday: 'short', hour: 'numeric' }),
    ).toBe('Wed 10 AM');
    expect(told(world.runTo(due))).toContain('drill maria maria-sms');
    expect(world.roster().timers?.find(({ id }) => id === 'drill')?.due).toBeGreaterThan(due + 6 * day);
  });
});

describe('a clinic that is live', () => {
  const live = () => ({
    ...usual(),
    liveAt: noon - day,
    drill: { id: 'd', at: noon - day, answeredAt: noon - day, by: 'jo' },
  });

  test('is told of a gap in the coming week once, and again only once it was filled', () => {
    const world = stepper(live());
    const gap = { id: 'o', duty: 'primary', person: null, from: noon + 6 * day, until: noon + 6 * day + hour } as const;
    expect(told(world.ok({ type: 'override-set', by: 'ops', override: gap }))).toEqual(['rota-gap jo']);
    expect(told(world.runTo(noon + day))).toEqual([]);
    world.ok({ type: 'override-removed', by: 'ops', override: 'o' }, noon + day);
    expect(told(world.ok({ type: 'override-set', by: 'ops', override: gap }, noon + day))).toEqual(['rota-gap jo']);
  });

  test('hears of a gap that comes nearer hour by hour as one gap', () => {
    const world = stepper(live());
    const gap = { id: 'o', duty: 'primary', person: null, from: noon + 6.5 * day, until: noon + 40 * day } as const;
    expect(told(world.ok({ type: 'override-set', by: 'ops', override: gap }))).toEqual(['rota-gap jo']);
    expect(told(world.runTo(noon + 9 * day)).filter((line) => line.startsWith('rota'))).toEqual([]);
  });

  test('is told of a way that ended, and of the gap that it leaves', () => {
    const world = stepper({ ...live(), people: [{ ...maria, ways: maria.ways.slice(0, 1) }, jo] });
    const effects = world.ok({
      type: 'way-ended',
      person: 'maria',
      way: 'maria-sms',
      ended: { code: 'STOP', at: noon },
    });
    expect(told(effects)).toEqual(['way-ended jo', 'rota-gap jo']);
    // Once.
    expect(
      told(world.ok({ type: 'way-ended', person: 'maria', way: 'maria-sms', ended: { code: 'HTTP_21610', at: noon } })),
    ).toEqual([]);
  });
});

describe('going live', () => {
  test('is refused while something is missing, and happens once', () => {
    const world = stepper(usual());
    expect(world.refused({ type: 'live', by: 'ops' })).toBe('NOT_READY');
    world.ok({ type: 'drill-started', by: 'ops' });
    world.ok({ type: 'drill-answered', drill: world.roster().drill?.id ?? '', person: 'jo' });
    world.ok({ type: 'live', by: 'ops' }, noon + minute);
    world.ok({ type: 'live', by: 'ops' }, noon + hour);
    expect(world.roster().liveAt).toBe(noon + minute);
  });
});
