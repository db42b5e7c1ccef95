import { expect, test } from '@jest/globals';
import { future, readDay } from '../../src/domain/read-day.ts';

// A Saturday.
const today = '2026-03-07';

test.each([
  ['today', '2026-03-07'],
  ['Last night', '2026-03-06'],
  ['the day before yesterday', '2026-03-05'],
  ['3 days ago', '2026-03-04'],
  ['about two weeks ago', '2026-02-21'],
  ['a month ago', '2026-02-07'],
  ['two years ago', '2024-03-07'],
  ['Saturday', '2026-02-28'],
  ['last Monday', '2026-03-02'],
  ['since March 3', '2026-03-03'],
  ['march 3rd, 2024', '2024-03-03'],
  ['Dec 24', '2025-12-24'],
  ['3/7', '2026-03-07'],
  ['2/21/2026', '2026-02-21'],
  ['2025-11-30', '2025-11-30'],
  ['the 5th', '2026-03-05'],
  ['the 31st', '2026-01-31'],
  ['Feb 29', '2024-02-29'],
  ['Saturday, February 21', '2026-02-21'],
  ['ayer', '2026-03-06'],
  ['hace 5 días', '2026-03-02'],
  ['hace un año', '2025-03-07'],
  ['el lunes pasado', '2026-03-02'],
  ['el 3 de marzo', '2026-03-03'],
  ['desde el 3 de marzo de 2024', '2024-03-03'],
])('%s', (text, day) => {
  expect(readDay(text, 'en', today)).toBe(day);
});

test('how a day is written in numbers depends on the language', () => {
  expect(readDay('2/3', 'es', today)).toBe('2026-03-02');
  expect(readDay('2/3', 'en', today)).toBe('2026-02-03');
});

test.each(['tomorrow', 'next week', '2027-01-01', 'March 8, 2026', 'mañana', 'in 3 days'])(
  '%s has not come',
  (text) => {
    expect(readDay(text, 'en', today)).toBe(future);
  },
);

test.each(['', 'blue', '5', '32/13', 'February 30 2025', '3/4/1850', 'a while ago'])('"%s" is no day', (text) => {
  expect(readDay(text, 'en', today)).toBe(null);
});
