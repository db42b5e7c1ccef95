import { plain, type Reading, type Words } from '../../domain/words.ts';

/** Where one sentence ends and the next begins. */
export const sentences = /[.,;:!?¡¿\n…()"“”]+|\s[-–—]+\s/u;

/** Characters of a sentence that is a request and nothing else, at most. */
const mostCharacters = 160;

/** Phrases of politeness before and behind a form, at most. */
const mostBefore = 4;
const mostAfter = 3;

const known = new WeakMap<Reading, { readonly mentions: ReadonlySet<string>; readonly whole: RegExp }>();

function patternsOf({ reading }: Words) {
  const found = known.get(reading);
  if (found) return found;
  const { before, forms, after, mentions } = reading.person;
  const whole = `^(?:(?:${before.join('|')}) ){0,${mostBefore}}(?:${forms.join('|')})(?: (?:${after.join('|')})){0,${mostAfter}}$`;
  const made = { whole: new RegExp(whole), mentions: new Set(mentions) };
  known.set(reading, made);
  return made;
}

/** Whether a sentence of a message asks to talk with a person. `said` is the message in plain form. Pure. */
export function asksForPerson(text: string, said: string, words: Words): boolean {
  const { mentions, whole } = patternsOf(words);
  // Most messages name nobody who could be asked for.
  if (!said.split(' ').some((word) => mentions.has(word))) return false;
  return text.split(sentences).some((each) => each.length <= mostCharacters && whole.test(plain(each)));
}
