import { type Language, languages } from '../../../domain/language.ts';
import { folded, type Option, plain } from '../../../domain/words.ts';
import type { Reply } from './kind.ts';
import { isSure, leadOf, means, signed, turns } from './leaning.ts';
import { setsOf } from './sets.ts';
import { holds, within } from './tiles.ts';

/** What is found in the first language that has it, the partner's own first. Pure. */
export function firstIn<T>(language: Language, look: (language: Language) => T | undefined): T | undefined {
  const own = look(language);
  if (own !== undefined) return own;
  for (const other of languages) {
    const found = other === language ? undefined : look(other);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A whole number in digits or as a word; undefined when it is none. Pure. */
export const readNumber = (said: string, { language, words }: Pick<Reply, 'language' | 'words'>): number | undefined =>
  /^\d{1,2}$/.test(said) ? Number(said) : firstIn(language, (each) => words.numbers[each].get(said));

/** The id of the option that a text names by its words or its number; null when it names none. Pure. */
export const readOption = (options: readonly Option[], said: string, reply: Reply): string | null =>
  named(options, said, reply)?.id ?? null;

function named(options: readonly Option[], said: string, reply: Reply): Option | null {
  const byWords = firstIn(reply.language, (each) => options.find((option) => option.words[each].includes(said)));
  if (byWords) return byWords;
  const number = readNumber(said, reply);
  return number === undefined ? null : (options[number - 1] ?? null);
}

/** The ids of a question's options. Pure. */
export const idsOf = (options: readonly Option[]): readonly string[] => options.map((option) => option.id);

/** A text in two: what an answer may be, and what follows it. */
export interface Halves {
  readonly head: string;
  readonly rest: string;
}

export const mark = /[.,;:!?)(\n…]+|\s[-–—]+\s/u;

/** A text at its first mark; null when it has none within. Pure. */
export function atMark(text: string): Halves | null {
  const found = mark.exec(text);
  if (!found) return null;
  const [head, rest] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  return plain(head) === '' || plain(rest) === '' ? null : { head, rest };
}

/** A text at the first word that begins a reason ("because"); null when there is none. Pure. */
export const atReason = (reply: Reply): Halves | null => atFirst(reply, reply.words.reading.reasons);

/** A text at the first word that begins a telling ("we argued"); null when there is none. Pure. */
export const atTelling = (reply: Reply): Halves | null => atFirst(reply, reply.words.reading.tellings);

function atFirst({ said }: Reply, beginnings: readonly string[]): Halves | null {
  const starts = beginnings.map((each) => ` ${said} `.indexOf(` ${each} `)).filter((at) => at > 0);
  if (starts.length === 0) return null;
  const at = Math.min(...starts);
  return { head: said.slice(0, at - 1), rest: said.slice(at) };
}

/**
 * The option that a reply chooses, with its number and label together, words around it, or more words behind it; null when
 * it is in doubt. An option that must be clear is never taken for words that may mean something else. Pure.
 */
export function chosen(reply: Reply): Option | null {
  const { options } = reply.question;
  const exact = named(options, reply.said, reply);
  if (exact) return exact;
  if (reply.said === '') return bySign(reply);
  return bare(reply.said, reply) ?? numbered(reply) ?? leaning(reply) ?? labelled(reply);
}

const leaningTo = (leans: 'yes' | 'no', { question }: Reply): Option | null =>
  question.options.find((option) => means(option, leans)) ?? null;

function bySign(reply: Reply): Option | null {
  const leans = signed(reply.text, reply.words.reading);
  return leans && leaningTo(leans, reply);
}

/** The option without the words around it. A hedge leaves no option clear. */
function bare(said: string, reply: Reply): Option | null {
  const { around, loose } = setsOf(reply.words.reading);
  const { options } = reply.question;
  // "So" changes nothing, and "so-so" is an answer.
  const plainly = named(options, said, reply) ?? named(options, within(said, around), reply);
  if (plainly) return plainly;
  const unhedged = named(options, within(said, loose), reply);
  return unhedged?.clear ? null : unhedged;
}

const numberFirst = /^\s*[([]?\s*(\d{1,2})(?:\s*[.):,;\]!–—-]+\s*|\s+)(\S.*)$/su;
const numberLast = /^(.*[\p{L}])[\s.,:;()[\]–—-]+(\d{1,2})\s*[\])]?\s*[.!]*\s*$/su;

/** "1 Yes", "1) Yes", "Yes. 1": the number and the words must be of one option. */
function numbered(reply: Reply): Option | null {
  const text = folded(reply.text);
  const [, first, after] = numberFirst.exec(text) ?? [];
  const [, before, last] = numberLast.exec(text) ?? [];
  const option = reply.question.options[Number(first ?? last) - 1];
  const words = after ?? before;
  if (!option || words === undefined) return null;
  const inWords = chosenInWords({ ...reply, text: words, said: plain(words) });
  if (inWords) return inWords === option ? option : null;
  const isApart = first !== undefined && /^\s*[([]?\s*\d{1,2}\s*[.):,;\]!–—-]\s*\D*$/u.test(text);
  return isApart ? judged(option, plain(words), reply) : null;
}

/** What the words beside a number choose. */
function chosenInWords(reply: Reply): Option | null {
  const { options } = reply.question;
  return named(options, reply.said, reply) ?? bare(reply.said, reply) ?? leaning(reply) ?? labelled(reply);
}

/** A yes or no with more words behind it. */
function leaning(reply: Reply): Option | null {
  const { reading } = reply.words;
  const lead = leadOf(reply.said, reading);
  const option = lead && leaningTo(lead.leans, reply);
  if (!lead || !option) return null;
  const { leans, rest, hedged } = lead;
  if (isSure(rest, leans, reading) && !hedged) return option;
  if (option.clear) return null;
  if (leans === 'no' && tellsOn.test(rest) && !/^\W*no\W*$/iu.test(atMark(reply.text)?.head ?? '')) return null;
  if (hasClear(reply)) return option;
  // "no quiero", "no one": without a mark behind it a no belongs to what follows.
  if (leans === 'no' && !isSure(rest, leans, reading) && !atMark(reply.text)) return null;
  return namesAnother(rest, option, reply) || turns(rest, leans, reading) ? null : option;
}

/** "no le he dicho", "no les quiero ver": with whom something is not done, and no answer. */
const tellsOn =
  /^(?:le|les|te|la|los|las|nos|se la|se lo) (?:he|ha|hemos|quiero|voy|puedo|dije|digo|vi|veo|hablo|conte|cuento|aguanto)\b/;

/** A label, and more words behind a mark or a reason. */
function labelled(reply: Reply): Option | null {
  for (const halves of [atMark(reply.text), atReason(reply)]) {
    const option = halves && bare(plain(halves.head), reply);
    if (option) return judged(option, plain(halves.rest), reply);
  }
  return null;
}

const hasClear = ({ question }: Reply): boolean => question.options.some(({ clear }) => clear);

/** An option, unless what follows it puts it in doubt. */
function judged(option: Option, rest: string, reply: Reply): Option | null {
  const { reading } = reply.words;
  const leans = means(option, 'yes') ? 'yes' : means(option, 'no') ? 'no' : null;
  if (option.clear) return leans && isSure(rest, leans, reading) ? option : null;
  if (hasClear(reply)) return option;
  return namesAnother(rest, option, reply) || (leans && turns(rest, leans, reading)) ? null : option;
}

/** Whether words hold those of another option. Single letters are words of too much else. */
const namesAnother = (rest: string, option: Option, { question }: Reply): boolean =>
  question.options.some(
    (other) =>
      other !== option &&
      languages.some((language) => other.words[language].some((word) => word.length > 2 && holds(rest, word))),
  );
