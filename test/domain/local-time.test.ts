import { describe, expect, test } from '@jest/globals';
import { daysLater, spokenTime, zoneOfCity } from '../../src/domain/local-time.ts';

describe('local time', () => {
  test('a city that zones are named by has its zone', () => {
    expect(['Madrid', 'madrid, Spain', 'Mexico City', 'BOGOTÁ', 'St Johns'].map(zoneOfCity)).toEqual([
      'Europe/Madrid',
      'Europe/Madrid',
      'America/Mexico_City',
      'America/Bogota',
      'America/St_Johns',
    ]);
  });
  test('any other text has none', () => {
    expect(['', '???', 'Blorptown', 'I live by the mill'].map(zoneOfCity)).toEqual([null, null, null, null]);
  });
  test('the hour is said as people of the language say it', () => {
    const evening = Date.UTC(2026, 2, 8, 1, 40);
    expect(spokenTime(evening, 'America/Chicago', 'en').replace(/\s/g, ' ')).toBe('7:40 PM');
    expect(spokenTime(evening, 'America/Chicago', 'es')).toBe('19:40');
  });
  test('days are added by the calendar', () => {
    expect(daysLater('2026-12-30', 3)).toBe('2027-01-02');
  });
});
