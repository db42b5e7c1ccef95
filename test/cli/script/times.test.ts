import { describe, expect, test } from '@jest/globals';
import { readMoment, readSpan } from '../../../src/cli/script/times.ts';

const zone = 'America/Chicago';
const instant = (iso: string): number => Date.parse(iso);
const evening = instant('2026-03-07T20:00-06:00');

describe('a moment', () => {
  test.each([
    ['2026-03-07 20:00', '2026-03-07T20:00-06:00'],
    ['+30s', '2026-03-07T20:00:30-06:00'],
    ['+15m', '2026-03-07T20:15-06:00'],
    ['+2h', '2026-03-07T22:00-06:00'],
    ['+7h', '2026-03-08T04:00-05:00'],
    ['+1d', '2026-03-08T20:00-05:00'],
    ['+1d 09:30', '2026-03-08T09:30-05:00'],
    ['+0d 21:00', '2026-03-07T21:00-06:00'],
  ])('is read on the wall in the zone: %s', (written, iso) => {
    expect(readMoment(written, evening, zone)).toBe(instant(iso));
  });
  test('that occurs twice is the first', () => {
    expect(readMoment('2026-11-01 01:30', null, zone)).toBe(instant('2026-11-01T01:30-05:00'));
  });
  test.each([
    ['2026-03-08 02:30', 'skip'],
    ['2026-13-01 20:00', 'no such date'],
    ['2026-3-7 20:00', 'cannot read'],
    ['20:00', 'cannot read'],
    ['+1w', 'cannot read'],
    ['2026-03-07 19:59', 'forward'],
  ])('is refused: %s', (written, problem) => {
    expect(() => readMoment(written, evening, zone)).toThrow(problem);
  });
});

describe('a length of time', () => {
  test.each([
    ['5s', 5_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
  ])('is read: %s', (written, ms) => {
    expect(readSpan(written)).toBe(ms);
  });
  test.each(['5', 's', '5 s', '-5s', '5w'])('is refused: %s', (written) => {
    expect(() => readSpan(written)).toThrow('cannot read how long');
  });
});
