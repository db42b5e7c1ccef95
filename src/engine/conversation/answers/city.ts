import { z } from 'zod';
import { type Place, readCity } from '../../../domain/city.ts';
import { isZone, zoneOfCity } from '../../../domain/local-time.ts';
import type { AnswerKind, Reply } from './kind.ts';

/** The places that a reply may mean; a zone's own name is one too. */
function placesOf({ text, asked, language, words }: Reply): readonly Place[] {
  const { several } = asked;
  const places = readCity(text, typeof several === 'string' ? several : null, language, words.cities);
  const zone = places.length === 0 && !text.includes(',') ? zoneOfCity(text) : null;
  return zone === null ? places : [{ name: text.trim(), zone }];
}

/** A city: its zone, such as `Europe/Madrid`. Several of one name are asked about; the one that was meant is said back. */
export const city: AnswerKind = {
  read(reply) {
    const places = placesOf(reply);
    return places.length === 1 ? (places[0]?.zone ?? null) : null;
  },
  again(reply) {
    const places = placesOf(reply);
    if (places.length < 2) return null;
    const cities = places.map(({ name }, index) => `${index + 1} ${name}`).join('; ');
    return { leadIn: 'coach.which-city', params: { cities }, keep: { several: reply.text }, only: true };
  },
  saidBack(reply) {
    const [place] = placesOf(reply);
    return place ? { key: 'coach.city-heard', zone: place.zone, params: { city: place.name } } : null;
  },
  values: () => z.string().refine(isZone),
  samples: () => ['Europe/Madrid'],
};
