import { describe, expect, test } from '@jest/globals';
import { closedUntil, openUntil, staffedLater } from '../../src/domain/staffed.ts';

const zone = 'America/Chicago';
const at = (text: string): number => Date.parse(text);
const hour = 3_600_000;

describe('the clinic’s hours', () => {
  test('are 8:00 to 21:00 on its own wall, every day of the week', () => {
    expect(closedUntil(at('2026-03-01T08:00-06:00'), zone)).toBeNull();
    expect(closedUntil(at('2026-03-01T20:59-06:00'), zone)).toBeNull();
    expect(closedUntil(at('2026-03-01T21:00-06:00'), zone)).toBe(at('2026-03-02T08:00-06:00'));
    expect(closedUntil(at('2026-03-01T07:59-06:00'), zone)).toBe(at('2026-03-01T08:00-06:00'));
    expect(openUntil(at('2026-03-01T12:00-06:00'), zone)).toBe(at('2026-03-01T21:00-06:00'));
    expect(openUntil(at('2026-03-01T22:00-06:00'), zone)).toBe(at('2026-03-02T21:00-06:00'));
  });
  test('are counted over the night, and where the clocks change in it', () => {
    const later = (from: string, hours: number) => staffedLater(at(from), hours * hour, zone);
    expect(later('2026-03-01T10:00-06:00', 2)).toBe(at('2026-03-01T12:00-06:00'));
    expect(later('2026-03-01T20:00-06:00', 2)).toBe(at('2026-03-02T09:00-06:00'));
    expect(later('2026-03-01T02:00-06:00', 2)).toBe(at('2026-03-01T10:00-06:00'));
    expect(later('2026-03-07T20:00-06:00', 2)).toBe(at('2026-03-08T09:00-05:00'));
    expect(later('2026-10-31T20:00-05:00', 2)).toBe(at('2026-11-01T09:00-06:00'));
    expect(later('2026-03-01T19:00-06:00', 2)).toBe(at('2026-03-02T08:00-06:00'));
    expect(later('2026-03-01T10:00-06:00', 30)).toBe(at('2026-03-03T14:00-06:00'));
  });
});
