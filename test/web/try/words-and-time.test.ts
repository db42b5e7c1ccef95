import { describe, expect, test } from '@jest/globals';
import { nextDelay } from '../../../src/web/shared/back-off.ts';
import { firstLanguage } from '../../../src/web/shared/language.ts';
import { caseEn } from '../../../src/web/shared/texts/case-en.ts';
import { caseEs } from '../../../src/web/shared/texts/case-es.ts';
import { en as sharedEn } from '../../../src/web/shared/texts/en.ts';
import { es as sharedEs } from '../../../src/web/shared/texts/es.ts';
import { clockTime, day, duration, languageName, sameDay, wallTime, zoneName } from '../../../src/web/shared/time.ts';
import { words } from '../../../src/web/try/dictionary.ts';
import { en } from '../../../src/web/try/texts/en.ts';
import { es } from '../../../src/web/try/texts/es.ts';
import { noon, zone } from './builders.ts';

const { counted, text } = words;
const gaps = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();
/** Some versions of Node write a narrow space before AM and PM. */
const plainSpaces = (words: string) => words.replace(/\s/g, ' ');

describe('the page’s words', () => {
  test.each([
    ['of every page', sharedEn, sharedEs],
    ['about a case', caseEn, caseEs],
    ['of this page', en, es],
  ])('%s have the same keys and gaps in English and Spanish', (_which, english, spanish) => {
    expect(Object.keys(spanish)).toEqual(Object.keys(english));
    const inSpanish = new Map(Object.entries(spanish));
    for (const [key, text] of Object.entries(english))
      expect([key, gaps(inSpanish.get(key) ?? '')]).toEqual([key, gaps(text)]);
  });
  test('fill their gaps and keep unknown ones', () => {
    expect(text('en', 'chat.write', { name: 'Sam' })).toBe('Write as Sam');
    expect(text('en', 'chat.write')).toBe('Write as {name}');
  });
  test('count in the right form', () => {
    expect([0, 1, 2].map((count) => counted('en', 'panel.waiting', count))).toEqual([
      '0 alerts waiting',
      '1 alert waiting',
      '2 alerts waiting',
    ]);
    expect([1, 2, 1_000_000].map((count) => counted('es', 'panel.closed', count))).toEqual([
      '1 caso cerrado',
      '2 casos cerrados',
      '1,000,000 casos cerrados',
    ]);
  });
  test('follow what was chosen, then the browser, then English', () => {
    expect(firstLanguage('en', ['es-MX'])).toBe('en');
    expect(firstLanguage(null, ['fr-FR', 'es-MX', 'en-US'])).toBe('es');
    expect(firstLanguage('xx', ['fr'])).toBe('en');
  });
});

describe('times on the page', () => {
  test('are the couple’s own, from ISO text or milliseconds', () => {
    expect(plainSpaces(clockTime(noon, zone, 'en'))).toBe('12:00 PM');
    expect(clockTime(new Date(noon).toISOString(), zone, 'en')).toBe(clockTime(noon, zone, 'en'));
    expect(day(noon, zone, 'en')).toBe('Monday, March 2');
    expect(day(noon, zone, 'es')).toBe('lunes, 2 de marzo');
    expect(zoneName(noon, zone, 'en')).toBe('Central Time');
  });
  test('know a date by the couple’s midnight', () => {
    expect(sameDay(noon, '2026-03-03T05:59:59Z', zone)).toBe(true);
    expect(sameDay(noon, '2026-03-03T06:00:00Z', zone)).toBe(false);
  });
  test('say a wait in its two largest units', () => {
    const minute = 60_000;
    expect(duration(59_000, 'en')).toBe('less than a minute');
    expect(duration(-5, 'es')).toBe('menos de un minuto');
    expect(plainSpaces(duration(65 * minute, 'en'))).toBe('1 hr 5 min');
    expect(plainSpaces(duration(1_441 * minute, 'en'))).toBe('1 day 1 min');
    expect(plainSpaces(duration(2 * 1_440 * minute, 'es'))).toBe('2 días');
  });
  test('say quiet hours and languages as people do', () => {
    expect(plainSpaces(wallTime('21:00', 'en'))).toBe('9 PM');
    expect(plainSpaces(wallTime('07:30', 'en'))).toBe('7:30 AM');
    expect([languageName('es', 'en'), languageName('en', 'es')]).toEqual(['Spanish', 'inglés']);
  });
});

describe('the polling', () => {
  const pace = { every: 700, hidden: 5_000, most: 8_000 };
  test('slows down in a hidden tab and with each failure, to a limit', () => {
    expect([0, 1, 2, 3, 4, 99].map((failures) => nextDelay(pace, failures, false))).toEqual([
      700, 1_400, 2_800, 5_600, 8_000, 8_000,
    ]);
    expect(nextDelay(pace, 0, true)).toBe(5_000);
  });
});
