import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/language.ts';
import type { Given, Piece } from './body.ts';
import { type Elements, isMark, literal, type Mark, tag, wrongMark } from './marks.ts';
import { packArgument } from './packs.ts';

/** What an ICU message has to be given, as plain data. No name stands twice in a list. */
export interface Arguments {
  /** What a dialog must give. */
  readonly args: readonly string[];
  /** Those of them that are counted or formatted as a number. */
  readonly numbers: readonly string[];
  /** Those that are dates, given as `YYYY-MM-DD`. */
  readonly dates: readonly string[];
  /** What a crisis-line pack gives, as written in the text. */
  readonly packArgs: readonly string[];
  /** Those of them that stand in some of its branches and not in others; none where there are no branches. */
  readonly sometimes?: readonly string[];
}

/** One ICU message as the checks see it. */
export interface Message extends Arguments {
  /** Every place an argument has in it, in order, those inside others too. */
  readonly places: readonly Place[];
}

/** An argument as a message uses it. */
export interface Place {
  readonly name: string;
  readonly kind: 'plain' | 'number' | 'date' | 'time' | 'select' | 'plural' | 'selectordinal';
  /** What a select, plural or selectordinal tells apart, such as `one`, `other`, `=0`. */
  readonly keys: readonly string[];
}

// The parser's element types; its package is not ours to import.
const kinds = { 1: 'plain', 2: 'number', 3: 'date', 4: 'time', 5: 'select', 6: 'plural' } as const;
const pound = 7;
const counted: readonly Place['kind'][] = ['number', 'plural', 'selectordinal'];

/** `{until, date, day}`: a local date is given as midnight UTC, wherever this process runs. */
const day = { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
const withYear = { ...day, year: 'numeric' } as const;

const parse = (source: string, language: Language, date: typeof day = day): IntlMessageFormat =>
  new IntlMessageFormat(source, language, { date: { day: date } });

/** What the marks of a text make of what stands in them. */
const marked = {
  em: (emphasis: readonly Piece[]): Piece => ({ emphasis }),
  link: (words: readonly Piece[]): Piece => ({ link: words.join('') }),
  file: (words: readonly Piece[]): Piece => ({ file: words.join('') }),
} satisfies Record<Mark, unknown>;

/** Tells apart what is said where nobody can be called, `no`, and else: it is not a dialog's to give. */
export const reachedArgument = 'reached';

/** What fills an argument: words, or a number or an instant that the message formats. A string is read as a number. */
export type Values = Readonly<Record<string, Given | string | number>>;

/** The pieces of a message with its values filled in, its dates with their year if it is wanted. */
export type Format = (values: Values, year?: boolean) => readonly Piece[];

/** How a checked message is written; it is parsed when it is first said. Pure. */
export function formatOf(source: string, language: Language): Format {
  let short: IntlMessageFormat | null = null;
  let long: IntlMessageFormat | null = null;
  const message = (year: boolean): IntlMessageFormat => {
    if (year) long ??= parse(source, language, withYear);
    else short ??= parse(source, language);
    return (year ? long : short) as IntlMessageFormat;
  };
  return (values, year = false) =>
    message(year)
      .formatToParts<Piece>({ ...values, ...marked })
      .map(({ value }) => value);
}

/** Words as an argument; a select tells them apart as it does strings. Pure. */
export const given = (text: string, finds: boolean): Given => ({ given: text, finds, toString: () => text });

/** A checked message, or what is wrong with its source. Pure. */
export function check(source: string, language: Language): Message | { readonly wrong: string } {
  if (/'[{}<>]/.test(source)) {
    return { wrong: "' before a brace or a mark hides it; take it out or use curly quotes" };
  }
  try {
    const elements = parse(source, language).getAst();
    const wrong = wrongMark(elements);
    if (wrong !== null) return { wrong };
    const places = placesOf(elements);
    const reserved = places.find(({ name }) => isMark(name));
    if (reserved) return { wrong: `{${reserved.name}} is named like a mark; give the argument another name` };
    const named = (which: (place: Place) => boolean): readonly string[] => [
      ...new Set(places.filter(which).map(({ name }) => name)),
    ];
    const always = everywhereIn(elements);
    const sometimes = named(({ name }) => packArgument(name) !== null && !always.has(name));
    return {
      ...(sometimes.length > 0 ? { sometimes } : {}),
      args: named(({ name }) => packArgument(name) === null && name !== reachedArgument),
      numbers: named(({ kind }) => counted.includes(kind)),
      dates: named(({ kind }) => kind === 'date'),
      packArgs: named(({ name }) => packArgument(name) !== null),
      places,
    };
  } catch (error) {
    const code = error instanceof SyntaxError ? error.message : 'cannot be compiled';
    return { wrong: `this is not valid ICU MessageFormat (${code}); correct its braces and marks` };
  }
}

const placesOf = (elements: Elements): readonly Place[] =>
  elements.flatMap((element) => {
    if (element.type === literal || element.type === pound) return [];
    if (element.type === tag) return placesOf(element.children);
    const options = 'options' in element ? element.options : {};
    const place = { name: element.value, kind: kindOf(element), keys: Object.keys(options) };
    return [place, ...Object.values(options).flatMap((each) => placesOf(each.value))];
  });

/** The arguments that are said whichever way a message is read. */
function everywhereIn(elements: Elements): ReadonlySet<string> {
  const all = elements.flatMap((element) => {
    if (element.type === literal || element.type === pound) return [];
    if (element.type === tag) return [...everywhereIn(element.children)];
    const [first, ...others] =
      'options' in element ? Object.values(element.options).map((each) => everywhereIn(each.value)) : [];
    return [element.value, ...[...(first ?? [])].filter((name) => others.every((other) => other.has(name)))];
  });
  return new Set(all);
}

function kindOf(element: Elements[number]): Place['kind'] {
  if ('pluralType' in element && element.pluralType === 'ordinal') return 'selectordinal';
  return kinds[element.type as keyof typeof kinds] ?? 'plain';
}
