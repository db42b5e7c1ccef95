import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { gapsOf } from '../../../src/domain/staff/gaps.ts';
import { onDuty } from '../../../src/domain/staff/on-duty.ts';
import type { Person } from '../../../src/domain/staff/person.ts';
import type { Override, Rota, Shift } from '../../../src/domain/staff/rota.ts';

const hour = 3_600_000;
const day = 24 * hour;
const week = 7 * day;
const every = [1, 2, 3, 4, 5, 6, 7];

const at = (local: string, zone: string): number =>
  Temporal.ZonedDateTime.from(`${local}[${zone}]`, { disambiguation: 'earlier' }).epochMilliseconds;

const person = (id: string, works = true): Person => ({
  ...{ id, name: id, role: 'counselor', language: 'en', zone: 'UTC', quietHours: null },
  ways: [{ id: `${id}-sms`, kind: 'sms', address: `+1555${id}`, after: 0, verifiedAt: works ? 0 : null }],
});
const shift = (given: Partial<Shift>): Shift => ({
  ...{ id: 's', duty: 'primary', person: 'a', days: every, from: '00:00', to: '00:00', zone: 'America/Chicago' },
  ...given,
});
const primaryAt = (rota: Rota, instant: number) => onDuty(rota, instant).primary;

/** Days on which clocks change, both ways, and one on which a whole date is left out. */
const changes: readonly (readonly [zone: string, date: string])[] = [
  ['America/Chicago', '2026-03-08'],
  ['America/Chicago', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Santiago', '2026-09-06'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-06-01'],
];

const time = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][quarter % 4]}`);
const zone = fc.constantFrom(...changes.map(([name]) => name), 'UTC', 'America/Los_Angeles');

describe('who is on duty', () => {
  test('with the day cut in two anywhere, somebody is primary at every instant around a change of the clock, and changes once a cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...changes), time, time, (change, one, other) => {
        fc.pre(one !== other);
        const [name, date] = change;
        const rota: Rota = {
          weekly: [
            shift({ id: '1', person: 'a', from: one, to: other, zone: name }),
            shift({ id: '2', person: 'b', from: other, to: one, zone: name }),
          ],
          overrides: [],
        };
        const noon = Temporal.PlainDate.from(date).add({ days: 1 }).toPlainDateTime('12:00').toZonedDateTime(name);
        const from = noon.epochMilliseconds - 3 * day;
        const until = noon.epochMilliseconds + day;
        let handovers = 0;
        for (let instant = from; instant < until; instant += hour / 4) {
          const now = primaryAt(rota, instant);
          expect(now === 'a' || now === 'b').toBe(true);
          if (instant > from && now !== primaryAt(rota, instant - hour / 4)) handovers += 1;
        }
        // Two a day, and never one there and back within an hour that the clock shows twice.
        expect(handovers).toBeLessThanOrEqual(10);
        expect(gapsOf(rota, [person('a'), person('b')], from, until)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('at every instant exactly one person is primary and can be called, or a gap is told, for any week, override and zone', () => {
    const anyShift = fc.record({
      ...{ id: fc.constant('s'), duty: fc.constantFrom('primary' as const, 'backup' as const, 'lead' as const) },
      ...{ person: fc.constantFrom('a', 'b', 'mute', 'gone'), from: time, to: time, zone },
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    });
    const start = at('2026-10-22T00:00', 'UTC');
    const anyOverride = fc
      .record({
        ...{ id: fc.constant('o'), duty: fc.constant('primary' as const) },
        ...{ person: fc.constantFrom('a', 'mute', null), begins: fc.integer({ min: 0, max: 12 * 24 * 60 }) },
        lasts: fc.integer({ min: 1, max: 3 * 24 * 60 }),
      })
      .map(({ begins, lasts, ...each }): Override => {
        const from = start + begins * 60_000;
        return { ...each, from, until: from + lasts * 60_000 };
      });
    const people = [person('a'), person('b'), person('mute', false)];
    fc.assert(
      fc.property(
        fc.array(anyShift, { maxLength: 6 }),
        fc.array(anyOverride, { maxLength: 3 }),
        fc.array(fc.integer({ min: 0, max: 13 * 24 * 60 - 1 }), { minLength: 20, maxLength: 40 }),
        (weekly, overrides, minutes) => {
          const rota = { weekly, overrides };
          const until = start + 13 * day;
          const gaps = gapsOf(rota, people, start, until);
          for (const minute of [...minutes, 0]) {
            const instant = start + minute * 60_000;
            const primary = primaryAt(rota, instant);
            const reached = people.some(
              ({ id, ways }) => id === primary && ways.some((way) => way.verifiedAt !== null),
            );
            expect(gaps.filter((gap) => gap.from <= instant && instant < gap.until)).toHaveLength(reached ? 0 : 1);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a shift over a leap of the clock meets the next one; one over an hour shown twice ends once', () => {
    const zone = 'America/Chicago';
    const rota: Rota = {
      weekly: [
        shift({ id: '1', person: 'a', from: '22:00', to: '02:30' }),
        shift({ id: '2', person: 'b', from: '02:30', to: '22:00' }),
      ],
      overrides: [],
    };
    // 2026-03-08: 02:00 leaps to 03:00, so 02:30 is 03:30.
    expect(primaryAt(rota, at('2026-03-08T03:29', zone))).toBe('a');
    expect(primaryAt(rota, at('2026-03-08T03:30', zone))).toBe('b');
    const twice: Rota = {
      ...rota,
      weekly: rota.weekly.map((each) => ({
        ...each,
        from: each.from.replace('02', '01'),
        to: each.to.replace('02', '01'),
      })),
    };
    // 2026-11-01: 01:30 comes twice; the first one counts.
    const first = at('2026-11-01T01:30', zone);
    expect([first - 1, first, first + hour - 1, first + hour].map((instant) => primaryAt(twice, instant))).toEqual([
      'a',
      'b',
      'b',
      'b',
    ]);
  });

  test('an override stands before the week, the newest before all, and nobody may be put there', () => {
    const from = at('2026-12-24T18:00', 'America/Chicago');
    const one: Override = { id: '1', duty: 'primary', person: 'b', from, until: from + day };
    const nobody: Override = { id: '2', duty: 'primary', person: null, from: from + hour, until: from + 2 * hour };
    const rota: Rota = { weekly: [shift({})], overrides: [one, nobody] };
    expect(
      [from - 1, from, from + hour, from + 2 * hour, from + day].map((instant) => primaryAt(rota, instant)),
    ).toEqual(['a', 'b', null, 'b', 'a']);
    expect(gapsOf(rota, [person('a'), person('b')], from - day, from + week)).toEqual([
      { from: from + hour, until: from + 2 * hour, why: 'nobody', person: null },
    ]);
  });
});
