/**
 * A text without what a client puts around it: quoted replies (`<quoted …/>`, `<blockquote>`) with their words, and
 * mentions. What was never closed loses its tag and keeps its words. Pure.
 */
export function withoutQuotes(text: string): string {
  if (!text.includes('<')) return text;
  let rest = text.replaceAll(/<quoted\b[^<>]*\/>/gi, ' ');
  for (let depth = 0; depth < deepest && /<\/(?:blockquote|quoted|quote)/i.test(rest); depth += 1) {
    rest = rest.replaceAll(innermost, ' ');
  }
  return withoutSlackMarks(rest.replaceAll(mention, ' ')).replaceAll(leftOver, ' ');
}

/** A link that Slack made of an address keeps what is shown of it; who or what is named goes. */
const withoutSlackMarks = (text: string): string =>
  text
    .replaceAll(slackLink, (_, address: string, label: string | undefined) => label ?? address)
    .replaceAll(slackMention, ' ');

/** A text without the tags of quotes and mentions, their words kept. Pure. */
export const withoutQuoteTags = (text: string): string => text.replaceAll(leftOver, ' ');

/** Quotes in quotes at most: the words of what lies deeper stay. */
const deepest = 20;

/** A quote that holds no other. */
const innermost = /<(blockquote|quoted|quote)\b[^<>]*>(?:(?!<\/?(?:blockquote|quoted|quote)\b)[\s\S])*<\/\1\s*>/gi;
/** A name is short: what is longer is no mention, and its words stay. */
const mention = /<at\b[^<>]*>[^<>]{0,60}<\/at\s*>/gi;
/** `<@U012AB>`, `<!here>`, `<#C012AB|name>`, `<@U012AB|Sam Lee>`. */
const slackMention = /<[@!#][^<>\s|]{1,60}(?:\|[^<>\n]{0,60})?>/g;
/** `<https://a.example>`, `<https://a.example|a.example>`, `<mailto:a@b.example|a@b.example>`, `<tel:911|911>`. */
const slackLink = /<((?:https?:\/\/|mailto:|tel:)[^<>\s|]*)(?:\|([^<>]*))?>/gi;
const leftOver = /<\/?(?:blockquote|quoted|legacyquote|quote|at)\b[^<>]*>/gi;

/**
 * The text of HTML, without tags but those of quotes and mentions, which `cleaned` takes off with their words. Tags end
 * words where they end lines: `die</p><p>now` is two words. Pure.
 */
export const withoutTags = (html: string): string =>
  html
    .replaceAll(/<\/?(?:br|p|div|li|ul|ol|tr|td|h\d|pre)\b[^<>]*>/gi, '\n')
    .replaceAll(/<\/?(?!(?:blockquote|quoted|legacyquote|quote|at)\b)[a-z][^<>]*>/gi, '');
