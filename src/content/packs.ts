import type { z } from 'zod';
import type { Language } from '../domain/language.ts';
import { type lineSchema, packArguments } from './schema.ts';

/**
 * Crisis-line packs, one per country (`content/lines/us.yaml`), and `zz` for every other country, which holds no digits.
 * A text never holds a number: it names an argument, filled here in the reader's language.
 *
 * `{emergency}` is what you call, without an article, and in Spanish what follows "al":
 *     Call {emergency}.    →  Call 911.     |  Call your local emergency number.
 *     Llama al {emergency}.  →  Llama al 911.  |  Llama al servicio local de emergencias.
 * `{lifeline}` is the suicide line's name alone, in Spanish what follows "al" or "el": 988  |  a suicide crisis line.
 * All others are a whole clause that tells what to do, in the imperative (Spanish: tú):
 *     If you might act on it, {suicideLine}.  →  If you might act on it, call or text 988.
 *     Si crees que puedes hacerlo, {suicideLine}.  →  ..., llama al 988 y oprime 2, o manda AYUDA al 988.
 * With a capital (`{SuicideLine}`) the same begins a sentence: "{SuicideLine}, day or night." → "Call or text 988, day or night."
 * Not "You can {suicideLine}": Spanish would need another form.
 */
export interface CrisisPack {
  readonly country: string;
  readonly lines: readonly CrisisLine[];
  /** Argument → words, those with a capital too. */
  readonly say: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}

export type CrisisLine = z.infer<typeof lineSchema>;

/** The pack for every country that has none of its own. */
export const elsewhere = 'zz';

/** The same words to begin a sentence with. Pure. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The pack argument a name in a text stands for, with or without its capital; null for all other names. Pure. */
export function packArgument(name: string): string | null {
  return packArguments.find((each) => each === small(name)) ?? null;
}

/** The pack that is read in a country. Pure. */
export const packOf = (packs: ReadonlyMap<string, CrisisPack>, country: string): CrisisPack | undefined =>
  packs.get(country.toLowerCase()) ?? packs.get(elsewhere);

/** The numbers that call a line of a pack. Pure. */
export const callsOfPack = (pack: CrisisPack | undefined): readonly string[] =>
  (pack?.lines ?? []).flatMap(({ call }) => call ?? []);

/** The numbers to call in danger in a country, as its pack words them, by language, and those of its lines. Pure. */
export function callLines(packs: ReadonlyMap<string, CrisisPack>, country: string) {
  const pack = packOf(packs, country);
  const of = (language: Language) => ({
    emergency: pack?.say[language]['emergency'] ?? '',
    suicideLine: pack?.say[language]['SuicideLine'] ?? '',
    calls: callsOfPack(pack),
  });
  return { en: of('en'), es: of('es') };
}
