import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { languages } from '../../src/domain/language.ts';
import { readDate } from '../../src/domain/read-date.ts';
import { theContent } from '../support/content.ts';

const saturday = '2026-03-07';

describe('a date as a partner writes it', () => {
  test.each([
    ['tomorrow', 'en', '2026-03-08'],
    ['Tomorrow at 7', 'en', '2026-03-08'],
    ['tomorrow at 7:30 pm', 'en', '2026-03-08'],
    ['tomorrow morning', 'en', '2026-03-08'],
    ['the day after tomorrow', 'en', '2026-03-09'],
    ['mañana', 'es', '2026-03-08'],
    ['mañana a las 7', 'es', '2026-03-08'],
    ['mañana a las 7 de la tarde', 'es', '2026-03-08'],
    ['mañana por la mañana', 'es', '2026-03-08'],
    ['pasado mañana', 'es', '2026-03-09'],
    ['Friday', 'en', '2026-03-13'],
    ['next fri', 'en', '2026-03-13'],
    ['on Friday at 7', 'en', '2026-03-13'],
    ['Friday, March 13', 'en', '2026-03-13'],
    ['Fri 3/13', 'en', '2026-03-13'],
    ['Friday the 13th', 'en', '2026-03-13'],
    ['until March 13th', 'en', '2026-03-13'],
    ['the 13th', 'en', '2026-03-13'],
    ['13th', 'en', '2026-03-13'],
    ['the 5th', 'en', '2026-04-05'],
    ['next week', 'en', '2026-03-09'],
    ['next month', 'en', '2026-04-01'],
    ['in 3 days', 'en', '2026-03-10'],
    ['in two weeks', 'en', '2026-03-21'],
    ['a week', 'en', '2026-03-14'],
    ['viernes', 'es', '2026-03-13'],
    ['viernes, 13 de marzo', 'es', '2026-03-13'],
    ['vie 13/3', 'es', '2026-03-13'],
    ['el viernes 13', 'es', '2026-03-13'],
    ['el viernes que viene', 'es', '2026-03-13'],
    ['el 13', 'es', '2026-03-13'],
    ['hasta el día 13', 'es', '2026-03-13'],
    ['el 1º', 'es', '2026-04-01'],
    ['la próxima semana', 'es', '2026-03-09'],
    ['la semana que viene', 'es', '2026-03-09'],
    ['dentro de tres días', 'es', '2026-03-10'],
    ['en una semana', 'es', '2026-03-14'],
    ['24 mar', 'es', '2026-03-24'],
    ['martes 24 de marzo', 'es', '2026-03-24'],
    ['el próximo sábado', 'es', '2026-03-14'],
    ['Dec 24', 'en', '2026-12-24'],
    ['24th of December', 'en', '2026-12-24'],
    ['24 de diciembre', 'es', '2026-12-24'],
    ['March 3, 2027', 'en', '2027-03-03'],
    ['3/4', 'es', '2026-04-03'],
    ['24/12', 'en', '2026-12-24'],
    ['12/24', 'es', '2026-12-24'],
    ['12/24/26', 'en', '2026-12-24'],
    ['2026-12-24', 'en', '2026-12-24'],
    ['viernes', 'en', '2026-03-13'],
  ])('%s (%s) is %s', (text, language, wanted) => {
    expect(readDate(text, language, saturday)).toBe(wanted);
  });
  test.each([
    ['today', 'en'],
    ['tonight', 'en'],
    ['yesterday', 'en'],
    ['last Friday', 'en'],
    ['3/7', 'en'],
    ['Mar 7', 'en'],
    ['Saturday, March 7', 'en'],
    ['3/6', 'en'],
    ['March 3', 'en'],
    ['Jan 5', 'en'],
    ['the 7th', 'en'],
    ['2026-03-07', 'en'],
    ['March 1, 2026', 'en'],
    ['hoy', 'es'],
    ['ayer', 'es'],
    ['el viernes pasado', 'es'],
    ['7/3', 'es'],
    ['5 de enero', 'es'],
    ['el 7', 'es'],
  ])('%s (%s) is over, not a year ahead', (text, language) => {
    expect(readDate(text, language, saturday)).toBe('past');
  });
  test.each([
    '',
    'soon',
    '31 February',
    '2/30',
    '13/13',
    '2028-01-01',
    'ma',
    '5',
    '1 1 1 1',
    'Monday, March 13',
    'Feb 29',
  ])('"%s" is none', (text) => expect(readDate(text, 'en', saturday)).toBeNull());
  test('over the turn of the year a day is the nearest of its name', () => {
    expect(readDate('Jan 5', 'en', '2026-11-28')).toBe('2027-01-05');
    expect(readDate('5 de enero', 'es', '2026-11-28')).toBe('2027-01-05');
    expect(readDate('the 31st', 'en', '2026-11-30')).toBe('2026-12-31');
  });
  test('29 February is the one of a leap year that is near', () => {
    expect(readDate('Feb 29', 'en', '2027-12-01')).toBe('2028-02-29');
    expect(readDate('29 de febrero', 'es', '2028-01-10')).toBe('2028-02-29');
    expect(readDate('2/29', 'en', '2027-02-01')).toBeNull();
  });
  test('whatever is read lies after today and within a year', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.stringMatching(/^\d{1,2}[/. -]\d{1,2}$/),
      fc.stringMatching(/^(the|in|el|en) \d{1,3}(th)?( days| weeks| dias)?$/),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('en', 'es'), (text, language) => {
        const read = readDate(text, language, saturday);
        return read === null || read === 'past' || (read > saturday && read <= '2027-03-07');
      }),
    );
  });
});

test('every date that the coach writes is read back as that date', async () => {
  const { content } = await theContent();
  const days = fc.integer({ min: 0, max: 3 * 365 });
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 365 }), fc.constantFrom(...languages), (start, ahead, language) => {
      const today = Temporal.PlainDate.from('2026-01-01').add({ days: start });
      const until = today.add({ days: ahead }).toString();
      const reader = { language, channel: 'sms', country: 'us', today: today.toString() } as const;
      const { text } = content.render({ key: 'rest.set-date', params: { until } }, reader);
      const written = /(?:on|el) (.*?)\. R/.exec(text)?.[1] ?? '';
      expect(readDate(written, language, today.toString())).toBe(until);
    }),
    { numRuns: 500 },
  );
});
