import type { Block, Leaf } from './message.ts';
import { phoneNumbersIn } from './phone-numbers.ts';

/** Letters and marks of any script, and what else an address may hold; none of the signs that GSM-7 folds. */
const address = /https:\/\/[\p{L}\p{M}\p{N}\-._~:/?#[\]@!$&'()*+,;=%]+/giu;

/** Words with their `https:` addresses as links. All else in them stays as it is. Pure. */
export function withLinks(text: string): readonly Leaf[] {
  const found = [...text.matchAll(address)].flatMap(({ 0: match, index }) => {
    const href = withoutEnd(match);
    return URL.canParse(href) ? [{ at: index, leaf: { type: 'link', text: href, href } as const }] : [];
  });
  return parted(text, found);
}

/** An address without the signs that end a sentence, and without a bracket that was opened before it. */
const withoutEnd = (href: string): string => href.replace(href.includes('(') ? /[.,;:!?'*]+$/ : /[.,;:!?'*)\]]+$/, '');

/** Words with their addresses as links, and what calls one of these lines as phone numbers. Pure. */
export const withLinksAndPhones = (text: string, calls: readonly string[] | undefined): readonly Leaf[] =>
  withLinks(text).flatMap((leaf) => (leaf.type === 'text' ? withPhones(leaf.text, calls) : leaf));

function withPhones(text: string, calls: readonly string[] | undefined): readonly Leaf[] {
  const found = phoneNumbersIn(text, calls).map(({ shown, at, href }) => ({
    at,
    leaf: { type: 'phone', text: shown, href } as const,
  }));
  return parted(text, found);
}

/** The body of words that are only words: lines, with their links and lines to call. Pure. */
export const bodyOfWords = (text: string, calls: readonly string[] | undefined): readonly Block[] =>
  text.split('\n').map((line) => ({ type: 'line', inlines: withLinksAndPhones(line, calls) }));

function parted(text: string, found: readonly { readonly at: number; readonly leaf: Leaf }[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let from = 0;
  for (const { at, leaf } of found) {
    leaves.push({ type: 'text', text: text.slice(from, at) }, leaf);
    from = at + leaf.text.length;
  }
  return [...leaves, { type: 'text', text: text.slice(from) } as const].filter(({ text: said }) => said !== '');
}
