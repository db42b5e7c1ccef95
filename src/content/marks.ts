import type { IntlMessageFormat } from 'intl-messageformat';

/**
 * The marks of a text: `<em>words</em>` stands out, `<link>words https://…</link>` opens the address that ends it, `<file>words</file>`
 * the file that the dialog offers with it. They are
 * tags of ICU MessageFormat, read before arguments are filled in: what fills an argument is never a mark.
 */
const marks = ['em', 'link', 'file'] as const;
export type Mark = (typeof marks)[number];

/** A message as its parser gives it. */
export type Elements = ReturnType<IntlMessageFormat['getAst']>;

// The parser's element types; its package is not ours to import.
export const literal = 0;
export const tag = 8;

export const isMark = (name: string): name is Mark => (marks as readonly string[]).includes(name);

/** A text as it reads without its marks. Pure. */
export const withoutMarks = (source: string): string => source.replaceAll(anyMark, '');

const anyMark = new RegExp(`</?(?:${marks.join('|')})>`, 'g');

/** What is wrong with the marks of a message, and what to do; null where nothing is. Pure. */
export function wrongMark(elements: Elements, inside: Mark | null = null): string | null {
  for (const element of elements) {
    const wrong = wrongElement(element, inside);
    if (wrong !== null) return wrong;
  }
  return null;
}

const known = 'use <em>words</em>, <link>words https://…</link> or <file>words</file>';

function wrongElement(element: Elements[number], inside: Mark | null): string | null {
  if (element.type === literal) {
    // The parser gives <br/> back as words.
    const found = /<[a-z][^\s<>]*\s*\/>/i.exec(element.value)?.[0];
    if (found) return `${found} is no mark; ${known}`;
    return inside && element.value.includes('\n')
      ? `<${inside}> ends on another line; close it before the break`
      : null;
  }
  if (element.type === tag) {
    if (!isMark(element.value)) return `<${element.value}> is no mark; ${known}`;
    if (inside) return `<${element.value}> stands in <${inside}>; a mark holds no other`;
    if (element.value === 'link') return isLink(element.children) ? null : notALink;
    if (element.value === 'file') return isWords(element.children) ? null : notAFile;
    if (element.children.length === 0) return '<em> is empty; take it out';
    return wrongMark(element.children, 'em');
  }
  const options = 'options' in element ? Object.values(element.options) : [];
  return options.map((option) => wrongMark(option.value, inside)).find((wrong) => wrong !== null) ?? null;
}

const notALink =
  '<link> holds words and then the address they lead to, such as <link>Find help https://example.org</link>';

/** Words without signs that a channel could take for its own markup, then the address. */
function isLink([only, ...more]: Elements): boolean {
  if (more.length > 0 || only?.type !== literal) return false;
  const href = /^(?:[^\s*_~`|<>[\]][^\n*_~`|<>[\]]* )?(https:\/\/[^\s|<>`"]+)$/.exec(only.value)?.[1];
  return href !== undefined && URL.canParse(href);
}

const notAFile = '<file> holds the words that open it and nothing else, such as <file>Your plan</file>';

/** Words alone, without signs that a channel could take for its own markup. */
const isWords = ([only, ...more]: Elements): boolean =>
  more.length === 0 && only?.type === literal && /^[^\n*_~`|<>[\]:]+$/.test(only.value);
