import { describe, expect, test } from '@jest/globals';
import { localInstant } from '../../src/domain/local-time.ts';
import { countAnew, countFrom, daysOf, markAfter, markNow, nextMilestone } from '../../src/domain/milestone.ts';

const zone = 'America/Chicago';
const hour = 3_600_000;
const at = (date: string, time = '12:00') => localInstant(date, time, zone);
const from = (start: string) => countFrom(start, at('2026-12-01'), '2026-12-01', null);

/** Every day to note within some days of a start, as `date unit count`. */
function noted(start: string, until: string, own: readonly number[] = []): string[] {
  const found: string[] = [];
  for (
    let mark = markAfter({ start }, start, own);
    mark && mark.date <= until;
    mark = markAfter({ start }, mark.date, own)
  )
    found.push(`${mark.date} ${mark.count} ${mark.unit}`);
  return found;
}

test('24 hours, 7, 30, 60, 90 days, 6, 9, 12, 18 months, then each year', () => {
  expect(noted('2025-01-31', '2028-02-01')).toEqual([
    '2025-02-01 24 hours',
    '2025-02-07 7 days',
    '2025-03-02 30 days',
    '2025-04-01 60 days',
    '2025-05-01 90 days',
    '2025-07-31 6 months',
    '2025-10-31 9 months',
    '2026-01-31 1 years',
    '2026-07-31 18 months',
    '2027-01-31 2 years',
    '2028-01-31 3 years',
  ]);
});

test("a clinic's own days are noted in their order, and a day is noted once", () => {
  expect(noted('2026-01-01', '2026-02-20', [14, 30, 45])).toEqual([
    '2026-01-02 24 hours',
    '2026-01-08 7 days',
    '2026-01-15 14 days',
    '2026-01-31 30 days',
    '2026-02-15 45 days',
  ]);
});

test('a month that has no such day, and a leap day, have their last', () => {
  expect(noted('2026-08-31', '2027-03-01')).toContain('2027-02-28 6 months');
  expect(noted('2024-02-29', '2028-03-01')).toEqual(
    expect.arrayContaining(['2025-02-28 1 years', '2028-02-29 4 years']),
  );
});

describe('when it is told', () => {
  test("at ten in the partner's own morning, over a change of the clocks", () => {
    expect(nextMilestone(from('2026-03-01'), at('2026-03-05'), zone)).toBe(Date.UTC(2026, 2, 8, 15));
    expect(nextMilestone(from('2026-03-01'), at('2026-03-05'), 'Asia/Tokyo')).toBe(Date.UTC(2026, 2, 8, 1));
  });

  test('the first 24 hours are told once they are over, and noted for a day', () => {
    const began = at('2026-03-07', '15:20');
    const count = countFrom('2026-03-07', began, '2026-03-07', null);
    // The night is an hour short.
    expect(nextMilestone(count, began, zone)).toBe(began + 24 * hour);
    expect(markNow(count, at('2026-03-08', '10:00'), '2026-03-08')).toBe(null);
    expect(markNow(count, began + 24 * hour, '2026-03-08')).toMatchObject({ unit: 'hours', count: 24 });
    expect(markNow(count, began + 42 * hour, '2026-03-09')).toMatchObject({ unit: 'hours', count: 24 });
    expect(markNow(count, began + 48 * hour, '2026-03-09')).toBe(null);
  });

  test('a day to note is one all day long', () => {
    expect(markNow(from('2026-03-01'), at('2026-03-08', '00:05'), '2026-03-08')).toMatchObject({ count: 7 });
    expect(markNow(from('2026-03-01'), at('2026-03-09', '00:05'), '2026-03-09')).toBe(null);
  });
});

describe('a new start', () => {
  test('takes no day away: all days and the longest run stay', () => {
    const first = countFrom('2026-01-01', at('2026-01-01'), '2026-01-01', null);
    expect(daysOf(first, '2026-03-05')).toEqual({ days: 63, total: 63, longest: 63 });
    const second = countAnew('2026-03-05', at('2026-03-05'), '2026-03-05', first);
    expect(daysOf(second, '2026-03-05')).toEqual({ days: 0, total: 63, longest: 63 });
    expect(daysOf(second, '2026-03-15')).toEqual({ days: 10, total: 73, longest: 63 });
    const third = countAnew('2026-03-14', at('2026-03-15'), '2026-03-15', second);
    expect(daysOf(third, '2026-03-15')).toEqual({ days: 1, total: 73, longest: 63 });
  });

  test('a date that is put right counts nothing twice', () => {
    const first = countAnew('2026-03-05', at('2026-03-05'), '2026-03-05', from('2026-01-01'));
    const fixed = countFrom('2026-03-03', at('2026-03-06'), '2026-03-06', first);
    expect(daysOf(fixed, '2026-03-06')).toEqual({ days: 3, total: 66, longest: 63 });
  });

  test('before the old one, nothing is counted backwards', () => {
    const second = countAnew('2025-12-01', at('2026-03-05'), '2026-03-05', from('2026-01-01'));
    expect(daysOf(second, '2026-03-05').total).toBe(daysOf(second, '2026-03-05').days);
  });
});
