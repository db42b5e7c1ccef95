import { decodeHTMLStrict } from 'entities';
import { withoutQuotes, withoutQuoteTags } from './markup.ts';

/**
 * A text as somebody wrote it: without quoted replies, mentions, HTML entities and marks that nobody sees. Every text
 * passes here before it is screened or read, whatever channel it came by. Pure.
 */
export const cleaned = (text: string): string => withoutMarks(decoded(withoutQuotes(text))).trim();

/** Whether nobody wrote anything in a text. Pure. */
export function isBlank(text: string): boolean {
  const head = text.slice(0, 500);
  return (head.includes('<') || cleaned(head) === '') && cleaned(text) === '';
}

/** A cleaned text with the words of quotes kept: for a text that is nothing but a quote. Pure. */
export const cleanedQuote = (text: string): string => withoutMarks(decoded(withoutQuoteTags(text))).trim();

/** `&not` without its semicolon is two words of somebody in a hurry. */
const decoded = (text: string): string => (text.includes('&') ? decodeHTMLStrict(text) : text);

/** A mark that joins pictures into one (`👨‍👩‍👧`) stays. */
const joiner =
  /(?<!\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
/** Zero-width and direction marks, fillers that show nothing, controls but tab and line breaks. */
const unseen =
  /(?![\u200D\u{E0020}-\u{E007F}])\p{Cf}|[\u115F\u1160\u3164\uFFA0]|\u034F|[\u180B-\u180D]|(?![\t\n\r])\p{Cc}/gu;

/** Blanks that are no space, and U+FFFC, which stands where something else stood: between words they are a space. */
const withoutMarks = (text: string): string =>
  text
    .replaceAll(/[\u00A0\uFFFC\u2800]/g, ' ')
    .replaceAll(joiner, '')
    .replaceAll(unseen, '');
