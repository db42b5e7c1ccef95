import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/language.ts';
import { packArgument } from './lines.ts';

/** One ICU message, compiled once. */
export interface Message {
  readonly format: (values: Readonly<Record<string, string | number>>) => string;
  /** What a dialog must give. */
  readonly args: ReadonlySet<string>;
  /** Those of them that are counted or formatted as a number. */
  readonly numbers: ReadonlySet<string>;
  /** Those that are dates, given as `YYYY-MM-DD`. */
  readonly dates: ReadonlySet<string>;
  /** What a crisis-line pack gives, as written in the text. */
  readonly packArgs: ReadonlySet<string>;
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

type Elements = ReturnType<IntlMessageFormat['getAst']>;
// The parser's element types; its package is not ours to import.
const literal = 0;
const kinds = { 1: 'plain', 2: 'number', 3: 'date', 4: 'time', 5: 'select', 6: 'plural' } as const;
const pound = 7;
const counted: readonly Place['kind'][] = ['number', 'plural', 'selectordinal'];

/** `{until, date, day}`: a local date is given as midnight UTC, wherever this process runs. */
const formats = { date: { day: { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' } } } as const;

/** A compiled message, or what is wrong with its source. Pure. */
export function compile(source: string, language: Language): Message | { readonly wrong: string } {
  if (/'[{}]/.test(source)) return { wrong: "' before a brace hides the argument; take it out or use curly quotes" };
  try {
    const message = new IntlMessageFormat(source, language, formats, { ignoreTag: true });
    const places = placesOf(message.getAst());
    const names = places.map(({ name }) => name);
    return {
      format: (values) => String(message.format(values)),
      args: new Set(names.filter((name) => packArgument(name) === null)),
      numbers: new Set(places.filter(({ kind }) => counted.includes(kind)).map(({ name }) => name)),
      dates: new Set(places.filter(({ kind }) => kind === 'date').map(({ name }) => name)),
      packArgs: new Set(names.filter((name) => packArgument(name) !== null)),
      places,
    };
  } catch (error) {
    const code = error instanceof SyntaxError ? error.message : 'cannot be compiled';
    return { wrong: `this is not valid ICU MessageFormat (${code}); correct its braces` };
  }
}

const placesOf = (elements: Elements): readonly Place[] =>
  elements.flatMap((element) => {
    if (element.type === literal || element.type === pound) return [];
    const options = 'options' in element ? element.options : {};
    const place = { name: element.value, kind: kindOf(element), keys: Object.keys(options) };
    return [place, ...Object.values(options).flatMap((each) => placesOf(each.value))];
  });

function kindOf(element: Elements[number]): Place['kind'] {
  if ('pluralType' in element && element.pluralType === 'ordinal') return 'selectordinal';
  return kinds[element.type as keyof typeof kinds] ?? 'plain';
}
