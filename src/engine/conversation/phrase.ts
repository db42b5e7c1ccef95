import { type Language, languages } from '../../domain/language.ts';
import { type OpenPhrase, type Phrase, plain, type Question, type Told, type Words } from '../../domain/words.ts';
import { candidates } from './answers/candidates.ts';
import { setsOf } from './answers/sets.ts';
import { firstIn } from './answers/spoken.ts';
import { firstWord, holds, isMadeOf, within } from './answers/tiles.ts';
import { asksForPerson, sentences } from './person-asked.ts';

/** Where the options are named like commands and dialogs. */
const menu = 'menu.ask';

/** Words that the language of commands holds, at most: what is longer is told, not asked. */
const mostWords = 40;

/** Characters of a sentence that is nothing but a cry for help, at most. */
const mostCharacters = 120;

/** A known phrase in a message, and whether it is the whole of it. */
export interface Found {
  readonly phrase: Phrase;
  readonly whole: boolean;
}

/**
 * The command, dialog or language that a message asks for, the partner's language first. What an open question can be
 * answered with, word for word, is no phrase of the menu's or in a sentence. Pure.
 */
export function readPhrase({ text, said }: Told, language: Language, words: Words, question?: Question): Found | null {
  const isOption = question !== undefined && names(question, said);
  const exact = firstIn(language, (each) => words.phrases[each].get(said));
  // START, a language, a greeting, a wish to stop: whoever is asked for one of these words has answered.
  if (exact && !(isOption && isAnswer(exact))) return { phrase: exact, whole: true };
  if (isOption) return null;
  const phrase = maySay(said, words)
    ? (labelOf(said, words) ?? inSentence(text, said, words))
    : person(text, said, words);
  return phrase && { phrase, whole: false };
}

/** Whether a phrase begins somewhere in the words, by its first two: in most messages none does. */
function maySay(said: string, words: Words): boolean {
  const { seconds } = tablesOf(words);
  const all = said.split(' ');
  return all.some((word, at) => {
    const behind = seconds.get(word);
    return behind !== undefined && (behind.has('') || behind.has(all[at + 1] ?? ''));
  });
}

const isAnswer = (phrase: Phrase): boolean =>
  'language' in phrase || ('command' in phrase && ['start', 'hello', 'line', 'no-nudges'].includes(phrase.command));

/** Whether an option of a question is called so. Pure. */
export const names = ({ options }: Question, said: string): boolean =>
  options.some((option) => languages.some((each) => option.words[each].includes(said)));

/** What a label of the menu opens, wherever it was shown. */
function labelOf(said: string, { questions, reading }: Words): Phrase | null {
  const bare = within(said, setsOf(reading).around);
  const isIt = (label: string | undefined): boolean => label === said || label === bare;
  const option = questions.get(menu)?.options.find(({ words }) => languages.some((each) => isIt(words[each][0])));
  return option ? asPhrase(option.id) : null;
}

/** The menu's ids are names of commands and dialogs. */
function asPhrase(id: string): Phrase {
  const byId = {
    resume: 'resume',
    pause: 'pause',
    help: 'help',
    menu: 'menu',
    skip: 'skip',
    back: 'back',
    counselor: 'counselor',
  } as const;
  return id in byId ? { command: byId[id as keyof typeof byId] } : { dialog: id };
}

/** A phrase with words around it. HELP is heard in any sentence of a message, STOP where nothing else is said. */
function inSentence(text: string, said: string, words: Words): Phrase | null {
  const asked = person(text, said, words);
  if (asked) return asked;
  const open = firstFit(said, words.open);
  if (open) return open.phrase;
  if (asksForHelp(text, words)) return { command: 'help' };
  if (said.split(' ').length > mostWords) return null;
  return asksToStop(said, words) ? { command: 'no-nudges' } : beside(said, words);
}

/** The first phrase of a list that words are, with others where they may stand. Pure. */
export const firstFit = <Form extends Omit<OpenPhrase, 'phrase'>>(
  said: string,
  forms: readonly Form[],
): Form | undefined => candidates(said, forms, ({ words }) => words).find((form) => fits(said, form));

const person = (text: string, said: string, words: Words): Phrase | null =>
  asksForPerson(text, said, words) ? { command: 'counselor' } : null;

function fits(said: string, { words, before, after }: Omit<OpenPhrase, 'phrase'>): boolean {
  if (said === words) return true;
  if (before && after) return holds(said, words);
  return before ? said.endsWith(` ${words}`) : after && said.startsWith(`${words} `);
}

const asksForHelp = (text: string, words: Words): boolean =>
  text.split(sentences).some((sentence) => {
    // A cry for help is short.
    if (sentence.length > mostCharacters) return false;
    const said = plain(sentence);
    return is(said, 'help', words) || is(within(said, setsOf(words.reading).around), 'help', words);
  });

const is = (said: string, command: string, words: Words): boolean =>
  languages.some((language) => {
    const phrase = words.phrases[language].get(said);
    return phrase !== undefined && 'command' in phrase && phrase.command === command;
  });

function asksToStop(said: string, words: Words): boolean {
  const { stops, all } = tablesOf(words);
  return candidates(said, stops, (each) => each).some((each) => holds(said, each)) && isMadeOf(said, all);
}

type Tables = ReturnType<typeof tablesFrom>;

const knownTables = new WeakMap<Words, Tables>();

/** What is looked up in every message, made once. */
function tablesOf(words: Words): Tables {
  const known = knownTables.get(words);
  if (known) return known;
  const made = tablesFrom(words);
  knownTables.set(words, made);
  return made;
}

/** What asks to stop, the same with what may stand around it, and how all phrases begin. "The end" asks for nothing. */
function tablesFrom(words: Words) {
  const phrases = languages.flatMap((language) => [...words.phrases[language]]);
  const stops = phrases
    .filter(([each, phrase]) => each !== 'end' && 'command' in phrase && ['stop', 'no-nudges'].includes(phrase.command))
    .map(([each]) => each);
  const labels = words.questions
    .get(menu)
    ?.options.flatMap((option) => languages.flatMap((each) => option.words[each]));
  const all = [...phrases.map(([each]) => each), ...words.open.map((each) => each.words), ...(labels ?? [])];
  return { stops, all: new Set([...words.reading.around, ...stops]), seconds: secondsOf(all) };
}

/** The second words of phrases by their first; '' where a phrase has but one. */
function secondsOf(phrases: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const seconds = new Map<string, Set<string>>();
  for (const [first = '', second = ''] of phrases.map((each) => each.split(' '))) {
    seconds.set(first, (seconds.get(first) ?? new Set()).add(second));
  }
  return seconds;
}

/** One phrase, with nothing else but what may stand beside a command. */
function beside(said: string, words: Words): Phrase | null {
  const left = within(said, setsOf(words.reading).beside);
  for (const language of languages) {
    const phrase = words.phrases[language].get(left === '' ? greeting(said, words) : left);
    const isStop = phrase && 'command' in phrase && phrase.command === 'stop';
    if (phrase && !isStop) return phrase;
  }
  return null;
}

/** What a message of nothing but words around others greets with, such as "hello there friend". */
function greeting(said: string, { phrases }: Words): string {
  const first = firstWord(said);
  const isGreeting = languages.some((language) => {
    const phrase = phrases[language].get(first);
    return phrase !== undefined && 'command' in phrase && ['hello', 'line'].includes(phrase.command);
  });
  return isGreeting ? first : '';
}
