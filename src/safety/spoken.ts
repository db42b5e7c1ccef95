import type { Language } from '../domain/language.ts';
import type { Token } from './tokens.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that stand in almost every sentence of one language and hardly in the other; none is a loan or a name. */
const common: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: set(
    `i im ive the and you my to it is that this was of with have not dont what he she they we do can want going just but
    been are your about his her him them there here how when why who would will been from out up all if for on at cant wont`,
  ),
  es: set(
    `que de la el en y los las un una mi me yo por con no se lo es estoy esta pero para muy como cuando porque ya quiero
    tengo voy ella mis su sus le te tu soy hay al del nada todo si mas tambien ayer hoy anoche casa puedo hace`,
  ),
};

/** Words in one language more than in the other, until that one is spoken. */
const margin = 2;

/**
 * The language that these words are in; undefined where they do not say. `heard` are the languages of the rules that heard
 * something: short words of one alone are in it. Pure.
 */
export function spokenIn(tokens: readonly Token[], heard: readonly Language[]): Language | undefined {
  let lead = 0;
  for (const { word } of tokens) lead += (common.en.has(word) ? 1 : 0) - (common.es.has(word) ? 1 : 0);
  if (Math.abs(lead) >= margin) return lead > 0 ? 'en' : 'es';
  const [only, ...others] = new Set(heard);
  return others.length === 0 ? only : undefined;
}
