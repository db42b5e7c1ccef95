import { createRequire } from 'node:module';
import type { Cities, City } from '../domain/cities.ts';
import { plain } from '../domain/words.ts';

/** A row of the package `city-timezones`, as far as it is read. */
interface Row {
  readonly city: string;
  readonly city_ascii: string;
  readonly province: unknown;
  readonly state_ansi: unknown;
  readonly country: unknown;
  readonly iso2: unknown;
  readonly pop: number;
  readonly timezone: unknown;
}

/** Some rows have a number, or nothing, in the place of a text. */
const words = (value: unknown): string => (typeof value === 'string' ? value : '');

const load = createRequire(import.meta.url);

/** The cities of the world with their zones. They are read (60 ms) when somebody first names one. */
export function createCities(): Cities {
  let known: { readonly all: readonly City[]; readonly byName: ReadonlyMap<string, readonly City[]> } | null = null;
  const cities = () => {
    known ??= index(load('city-timezones/data/cityMap.json') as readonly Row[]);
    return known;
  };
  return {
    named: (name) => cities().byName.get(name) ?? [],
    all: () => cities().all,
  };
}

function index(rows: readonly Row[]) {
  const byName = new Map<string, City[]>();
  const all = rows.map((row): City => {
    const { city: name, province, state_ansi: code, country, iso2, pop: people, timezone } = row;
    const city = {
      name,
      region: words(province),
      code: words(code),
      country: words(country),
      iso: words(iso2),
      people,
      zone: words(timezone),
    };
    for (const each of new Set([plain(name), plain(row.city_ascii)])) {
      const others = byName.get(each);
      if (others) others.push(city);
      else byName.set(each, [city]);
    }
    return city;
  });
  return { all, byName };
}
