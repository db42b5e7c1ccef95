import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/partner.ts';
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
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;
// The parser's element types; its package is not ours to import.
const literal = 0;
const number = 2;
const date = 3;
const plural = 6;
const pound = 7;

/** `{until, date, day}`: a local date is given as midnight UTC, wherever this process runs. */
const formats = { date: { day: { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' } } } as const;

/** A compiled message, or what is wrong with its source. Pure. */
export function compile(source: string, language: Language): Message | { readonly wrong: string } {
  if (/'[{}]/.test(source)) return { wrong: "' before a brace hides the argument; take it out or use curly quotes" };
  try {
    const message = new IntlMessageFormat(source, language, formats, { ignoreTag: true });
    const elements = argumentsOf(message.getAst());
    const names = elements.map(({ name }) => name);
    return {
      format: (values) => String(message.format(values)),
      args: new Set(names.filter((name) => packArgument(name) === null)),
      numbers: new Set(elements.filter(({ type }) => type === number || type === plural).map(({ name }) => name)),
      dates: new Set(elements.filter(({ type }) => type === date).map(({ name }) => name)),
      packArgs: new Set(names.filter((name) => packArgument(name) !== null)),
    };
  } catch (error) {
    const code = error instanceof SyntaxError ? error.message : 'cannot be compiled';
    return { wrong: `this is not valid ICU MessageFormat (${code}); correct its braces` };
  }
}

const argumentsOf = (elements: Elements): readonly { readonly name: string; readonly type: number }[] =>
  elements.flatMap((element) => {
    if (element.type === literal || element.type === pound) return [];
    const inner = 'options' in element ? Object.values(element.options).flatMap((each) => argumentsOf(each.value)) : [];
    return [{ name: element.value, type: element.type }, ...inner];
  });
