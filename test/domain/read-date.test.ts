import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDate } from '../../src/domain/read-date.ts';

const saturday = '2026-03-07';

describe('a date as a partner writes it', () => {
  test.each([
    ['tomorrow', 'en', '2026-03-08'],
    ['mañana', 'es', '2026-03-08'],
    ['Friday', 'en', '2026-03-13'],
    ['next fri', 'en', '2026-03-13'],
    ['viernes', 'es', '2026-03-13'],
    ['el próximo sábado', 'es', '2026-03-14'],
    ['Dec 24', 'en', '2026-12-24'],
    ['24th of December', 'en', '2026-12-24'],
    ['24 de diciembre', 'es', '2026-12-24'],
    ['March 3', 'en', '2027-03-03'],
    ['3/4', 'en', '2027-03-04'],
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
    '',
    'soon',
    '31 February',
    '2/30',
    '13/13',
    '2026-03-07',
    '2026-03-01',
    '2028-01-01',
    'ma',
    '5',
    '1 1 1 1',
  ])('"%s" is none', (text) => expect(readDate(text, 'en', saturday)).toBeNull());
  test('whatever is read lies after today and within a year', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,2}[/. -]\d{1,2}$/)), (text) => {
        const read = readDate(text, 'en', saturday);
        return read === null || (read > saturday && read <= '2027-03-07');
      }),
    );
  });
});
