import { describe, expect, test } from '@jest/globals';
import { readCity } from '../../src/domain/city.ts';
import { theContent } from '../support/content.ts';

const { content } = await theContent();
const { cities } = content.words;
const read = (text: string, earlier: string | null = null, language: 'en' | 'es' = 'en') =>
  readCity(text, earlier, language, cities);

describe('a city as a partner writes it', () => {
  test.each([
    ['London, Ontario', 'America/Toronto'],
    ['london ontario', 'America/Toronto'],
    ['London, ON', 'America/Toronto'],
    ['London, England', 'Europe/London'],
    ['Londres, Inglaterra', 'Europe/London'],
    ['Paris, Texas', 'America/Chicago'],
    ['Paris', 'Europe/Paris'],
    ['París, Francia', 'Europe/Paris'],
    ['Portland, ME', 'America/New_York'],
    ['I live in Portland, Oregon', 'America/Los_Angeles'],
    ['Kyiv', 'Europe/Kyiv'],
    ['Kiev', 'Europe/Kyiv'],
    ['Kolkata', 'Asia/Kolkata'],
    ['Calcutta, India', 'Asia/Kolkata'],
    ['Ciudad de México', 'America/Mexico_City'],
    ['vivo en Bogotá', 'America/Bogota'],
    ['Nueva York', 'America/New_York'],
    ['Madrid', 'Europe/Madrid'],
    ['Manila', 'Asia/Manila'],
    ['Lima', 'America/Lima'],
  ])('%s has the time of %s', (text, zone) => {
    const found = read(text);
    expect(found.map((place) => place.zone)).toHaveLength(1);
    const offset = (of: string) => new Date(0).toLocaleString('en', { timeZone: of });
    expect(offset(found[0]?.zone ?? '')).toBe(offset(zone));
  });
  test.each(['London', 'Springfield', 'Portland', 'Birmingham', 'Córdoba', 'San Jose'])('%s is asked about', (text) => {
    expect(read(text).length).toBeGreaterThan(1);
  });
  test.each(['', '???', 'Blorptown', 'near the mill', 'Paris, Blorpland', 'no'])('"%s" is none', (text) => {
    expect(read(text)).toEqual([]);
  });
  test('one of several is chosen by its number, its region or its whole name', () => {
    const [first, second] = read('Portland');
    expect(read('1', 'Portland')).toEqual([first]);
    expect(read('2', 'Portland')).toEqual([second]);
    expect(read('the one in Maine', 'Portland').map(({ zone }) => zone)).toEqual(['America/New_York']);
    expect(read('Portland, Oregon', 'Portland').map(({ zone }) => zone)).toEqual(['America/Los_Angeles']);
    expect(read('la de Inglaterra', 'Londres', 'es')).toEqual([{ name: 'London, Reino Unido', zone: 'Europe/London' }]);
  });
});
