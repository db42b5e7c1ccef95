import { Temporal } from 'temporal-polyfill';
import type { Cities, City } from './cities.ts';
import type { Language } from './language.ts';
import { isZone } from './local-time.ts';
import { plain } from './words.ts';

/** Where somebody lives: what it is called, and its zone. */
export interface Place {
  readonly name: string;
  readonly zone: string;
}

/** Names that lists of cities have in another form, by what people write. */
const otherNames: Readonly<Record<string, string>> = {
  kiev: 'kyiv',
  calcutta: 'kolkata',
  calcuta: 'kolkata',
  bombay: 'mumbai',
  madras: 'chennai',
  bengaluru: 'bangalore',
  saigon: 'ho chi minh city',
  peking: 'beijing',
  pekin: 'beijing',
  nyc: 'new york',
  'new york city': 'new york',
  'nueva york': 'new york',
  la: 'los angeles',
  sf: 'san francisco',
  vegas: 'las vegas',
  philly: 'philadelphia',
  filadelfia: 'philadelphia',
  dc: 'washington d c',
  washington: 'washington d c',
  'washington dc': 'washington d c',
  londres: 'london',
  moscu: 'moscow',
  roma: 'rome',
  atenas: 'athens',
  lisboa: 'lisbon',
  tokio: 'tokyo',
  viena: 'vienna',
  ginebra: 'geneva',
  bruselas: 'brussels',
  varsovia: 'warsaw',
  estambul: 'istanbul',
  'la habana': 'havana',
  'el cairo': 'cairo',
  cdmx: 'mexico city',
  'mexico df': 'mexico city',
  'ciudad de mexico': 'mexico city',
  'ciudad de guatemala': 'guatemala',
  'ciudad de panama': 'panama city',
};

/** Regions and countries by what people write; the others are known by their own names. */
const otherRegions: Readonly<Record<string, string>> = {
  usa: 'us',
  eeuu: 'us',
  'ee uu': 'us',
  america: 'us',
  uk: 'gb',
  england: 'gb',
  inglaterra: 'gb',
  scotland: 'gb',
  wales: 'gb',
  britain: 'gb',
  tejas: 'texas',
  'nueva york': 'new york',
  ont: 'ontario',
  on: 'ontario',
  bc: 'british columbia',
  ab: 'alberta',
  mb: 'manitoba',
  sk: 'saskatchewan',
  qc: 'quebec',
  ns: 'nova scotia',
  nb: 'new brunswick',
};

const countryNames = (language: Language): ((iso: string) => string) => {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return (iso) => (/^[A-Z]{2}$/.test(iso) ? (names.of(iso) ?? iso) : iso);
};
const countries = { en: countryNames('en'), es: countryNames('es') };

/** Whether a city lies in what is written behind its name, in plain form. */
function liesIn(city: City, written: string): boolean {
  const wanted = otherRegions[written] ?? written;
  const names = [city.region, city.code, city.country, city.iso, countries.en(city.iso), countries.es(city.iso)];
  return names.some((name) => name !== '' && plain(name) === wanted);
}

const before =
  /^(?:(?:i am|i m|im|i live|we live|it s|its|vivo|vivimos|estoy|es|the one|that of|la|el|near|close to|cerca de) )*(?:(?:in|near|close to|en|cerca de|de) )?/;
const after = /(?: (?:please|por favor|time|area))+$/;

/** A city as it is written, and what stands behind its name: every way to part the two that knows such a city. */
function matching(text: string, cities: Cities): readonly City[] | null {
  const said = plain(text).replace(after, '');
  const named = (name: string): readonly City[] => cities.named(otherNames[name] ?? name);
  const bare = said.replace(before, '');
  for (const words of new Set([said, bare])) {
    const comma = text.indexOf(',');
    if (comma < 0 && named(words).length > 0) return named(words);
    for (const [name, region] of partings(words)) {
      const found = named(name).filter((city) => liesIn(city, region));
      if (found.length > 0) return found;
    }
  }
  return null;
}

/** A text of few words in two parts, the first as long as possible. */
function partings(text: string): readonly (readonly [string, string])[] {
  const words = text.split(' ').slice(0, 8);
  return words.slice(1).map((_, index) => {
    const at = words.length - 1 - index;
    return [words.slice(0, at).join(' '), words.slice(at).join(' ')] as const;
  });
}

/** Two instants that tell apart zones with another time: in winter and in summer. */
const instants = ['2026-01-15T00:00Z', '2026-07-15T00:00Z'].map((text) => Temporal.Instant.from(text));
const timeOf = (zone: string): string => instants.map((instant) => instant.toZonedDateTimeISO(zone).offset).join();

/** How much bigger the best known city is of which another need not be thought. */
const outright = 100;

/** The cities of one name that somebody has to choose between, the biggest first; one where there is nothing to choose. */
function distinct(found: readonly City[]): readonly City[] {
  const usable = found.filter(({ zone }) => isZone(zone)).toSorted((one, other) => other.people - one.people);
  const [first] = usable;
  if (!first) return [];
  const others = usable.filter((city) => timeOf(city.zone) !== timeOf(first.zone));
  const rival = others[0];
  return !rival || first.people >= outright * rival.people ? [first] : usable.slice(0, mostChoices);
}

const mostChoices = 5;

/** A city as it is called in a language: with its state in North America, with its country elsewhere. */
function label({ name, region, country, iso }: City, language: Language): string {
  const where = ['US', 'CA'].includes(iso) ? region : countries[language](iso) || country;
  return where === '' || where === name ? name : `${name}, ${where}`;
}

/** A region of which a city that nobody knows is said to be: its time, where nearly all of it has one. */
function regionOf(text: string, cities: Cities): Place | null {
  const [, behind] = /^[^,]+,\s*([^,]+)$/.exec(text.trim()) ?? [];
  if (behind === undefined) return null;
  const inside = cities.all().filter((city) => isZone(city.zone) && liesIn(city, plain(behind)));
  const people = new Map<string, number>();
  for (const city of inside) people.set(city.zone, (people.get(city.zone) ?? 0) + city.people);
  const [most] = [...people].toSorted(([, one], [, other]) => other - one);
  const all = [...people.values()].reduce((sum, each) => sum + each, 0);
  return most && most[1] >= 0.9 * all ? { name: text.trim(), zone: most[0] } : null;
}

/**
 * Where somebody lives by what they write: `Kyiv`, `London, Ontario`, `Paris Texas`. Several where cities of that name have
 * another time; none where no such city is known. `earlier` is a text that gave several: what is written may choose one
 * by its number or its region. Pure.
 */
export function readCity(text: string, earlier: string | null, language: Language, cities: Cities): readonly Place[] {
  const named = (city: City): Place => ({ name: label(city, language), zone: city.zone });
  if (earlier !== null) {
    const open = distinct(matching(earlier, cities) ?? []);
    const said = plain(text).replace(after, '');
    const number = /^(?:number )?(\d)$/.exec(said);
    const one = number ? open[Number(number[1]) - 1] : undefined;
    const inIt = open.filter((city) => liesIn(city, said) || liesIn(city, said.replace(before, '')));
    if (one) return [named(one)];
    if (inIt.length > 0) return distinct(inIt).map(named);
  }
  const found = matching(text, cities);
  if (found) return distinct(found).map(named);
  const region = regionOf(text, cities);
  return region ? [region] : [];
}
