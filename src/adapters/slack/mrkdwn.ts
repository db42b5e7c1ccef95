/** The most characters of one text object. */
export const longestText = 3_000;

/** A text of Block Kit. */
export type TextObject =
  | { readonly type: 'plain_text'; readonly text: string; readonly emoji: false }
  | { readonly type: 'mrkdwn'; readonly text: string; readonly verbatim: true };

/** What mrkdwn reads as formatting, wherever it stands, and has no escape for. */
const formatting = /[*_~`]|:[\w+'-]+:|^[^\S\n]*>/m;

/**
 * Somebody's words as they are: in mrkdwn with `&`, `<` and `>` escaped and nothing made into links, names or mentions;
 * where they hold what mrkdwn would read as formatting (`*`, `_`, `~`, a backtick, `:x:`, a leading `>`), as plain text,
 * which formats nothing. Pure.
 */
export const textObject = (text: string): TextObject =>
  formatting.test(text)
    ? { type: 'plain_text', text, emoji: false }
    : { type: 'mrkdwn', text: escaped(text), verbatim: true };

/** The three characters that Slack's control sequences are made of, escaped. Pure. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A text in pieces that fit one text object each: cut between paragraphs, lines, words, or else characters. Pure. */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (escaped(rest).length > longestText) {
    const end = cutIn(rest);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Where a text that is too long is cut. */
function cutIn(text: string): number {
  let end = 0;
  for (let room = longestText; end < text.length; end += 1) {
    room -= escaped(text[end] ?? '').length;
    if (room < 0) break;
  }
  const head = text.slice(0, end);
  const gap = ['\n\n', '\n', ' '].map((mark) => head.lastIndexOf(mark)).find((at) => at > end / 2);
  if (gap !== undefined) return gap;
  // Not between the two halves of one character.
  return /[\ud800-\udbff]$/.test(head) ? end - 1 : end;
}
