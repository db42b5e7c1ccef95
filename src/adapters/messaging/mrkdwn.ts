import type { Block, Inline, Leaf } from '../../domain/message.ts';

/**
 * A message in Slack's mrkdwn: `*words*` stand out, `<https://…|words>` opens, `<tel:…|988>` calls, `• ` begins an item. No
 * sign of its words formats anything. It belongs into a text object with `verbatim: true`: else Slack looks for
 * addresses, channels and people in the words itself. Pure.
 */
export const mrkdwnOf = (body: readonly Block[]): string => body.flatMap(linesOf).join('\n');

const linesOf = (block: Block): readonly string[] =>
  block.type === 'line' ? [lineOf(block.inlines)] : block.items.map((item) => `• ${lineOf(item)}`);

function lineOf(inlines: readonly Inline[]): string {
  let line = '';
  let closed = false;
  for (const inline of inlines) {
    const [, start = '', words = '', end = ''] = /^(\s*)(.*?)(\s*)$/s.exec(writtenOf(inline)) ?? [];
    const emphasis = inline.type === 'emphasis' && words !== '';
    const touches = start === '' && line !== '' && !/\s$/.test(line) && (emphasis || closed);
    line += (touches ? unseen : '') + start + (emphasis ? `*${words}*` : words) + end;
    closed = emphasis && end === '';
  }
  return withoutQuote(line);
}

/** A star formats at the end of a word alone: what touches it is parted from it by a space that nobody sees. */
const unseen = '\u200b';

const writtenOf = (inline: Inline): string =>
  inline.type === 'emphasis' ? inline.inlines.map(leafOf).join('') : leafOf(inline);

function leafOf(leaf: Leaf): string {
  if (leaf.type === 'text') return wordsOf(leaf.text);
  if (leaf.text === leaf.href) return `<${addressOf(leaf.href)}>`;
  if (formats.test(leaf.text)) return `${wordsOf(leaf.text)} <${addressOf(leaf.href)}>`;
  return `<${addressOf(leaf.href)}|${entities(leaf.text)}>`;
}

/** The three signs that Slack would read as its own, written so that they are shown. Pure. */
export const entities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const addressOf = (href: string): string => entities(href).replaceAll('|', '%7C');

/** What formats words: signs of any width, and a colon that the name of an emoji follows. */
const signs = /[*_~`＊＿｀＞]+|:(?=[^\s:]+:)/g;
/** What would break a link's words. */
const formats = /[*_~`|＊＿｀＞:]/;

/**
 * Slack has no escape for the signs that format. A date that is none shows its fallback, and that as it is: the signs
 * stand there. https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
const wordsOf = (text: string): string => entities(text).replaceAll(signs, '<!date^0^{_}|$&>');

/** A line that begins with `>` is a quote, unless something stands before it that nobody sees. */
const withoutQuote = (line: string): string => line.replace(/^(?=\s*&gt;)/, '\u00ad');
