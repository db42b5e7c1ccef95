import type { Block, Emphasis, Inline, Leaf } from '../domain/message.ts';
import { phoneNumbersIn } from '../domain/phone-numbers.ts';

/**
 * What a message is put together from. A string is our own text, with lists and links. `Given` is what a text is filled
 * with: its signs mean nothing, and it never begins a list. `emphasis` and `link` are the marks of a text.
 */
export type Piece = string | Given | { readonly emphasis: readonly Piece[] } | { readonly link: string };

/** Words from elsewhere. `finds`: their links and crisis lines are found; not in what partners write. */
export interface Given {
  readonly given: string;
  readonly finds: boolean;
  /** The words: a select of a message tells them apart as it does strings. */
  readonly toString: () => string;
}

/** How the pieces of one message become its body. */
export interface Writing {
  /** The numbers that call a crisis line where the reader is. */
  readonly calls: readonly string[];
  /** What a channel does to every letter. It changes neither digits nor addresses nor line breaks. */
  readonly letters: (text: string) => string;
}

/** A message put together. Pure. */
export function bodyOf(pieces: readonly Piece[], writing: Writing): readonly Block[] {
  const lines: Line[] = [{ item: false, inlines: [] }];
  for (const piece of pieces) {
    const own = typeof piece === 'string';
    for (const inline of inlinesOf(piece, writing)) addTo(lines, inline, own);
  }
  return blocksOf(lines);
}

interface Line {
  item: boolean;
  readonly inlines: Inline[];
}

/** Adds to the last line, and begins a new one at each line break. Only our own text begins an item. */
function addTo(lines: Line[], inline: Inline, own: boolean): void {
  brokenAt(inline).forEach((part, index) => {
    if (index > 0) lines.push({ item: false, inlines: [] });
    const line = lines.at(-1) as Line;
    if (own && part?.type === 'text' && line.inlines.length === 0 && !line.item && part.text.startsWith(bullet)) {
      line.item = true;
      add(line.inlines, { type: 'text', text: part.text.slice(bullet.length) });
    } else if (part) add(line.inlines, part);
  });
}

const bullet = '- ';

function add(inlines: Inline[], inline: Inline): void {
  const last = inlines.at(-1);
  if (inline.type === 'text' && inline.text === '') return;
  if (inline.type !== 'text' || last?.type !== 'text') inlines.push(inline);
  else inlines[inlines.length - 1] = { type: 'text', text: last.text + inline.text };
}

/** What stands on each line of it; null where nothing does. */
function brokenAt(inline: Inline): readonly (Inline | null)[] {
  if (inline.type === 'text') return inline.text.split('\n').map((text) => ({ type: 'text', text }));
  if (inline.type !== 'emphasis') return [inline];
  const lines: Line[] = [{ item: false, inlines: [] }];
  for (const leaf of inline.inlines) addTo(lines, leaf, false);
  return lines.map(({ inlines }) =>
    inlines.length > 0 ? ({ type: 'emphasis', inlines: inlines as Leaf[] } satisfies Emphasis) : null,
  );
}

function blocksOf(lines: readonly Line[]): readonly Block[] {
  const blocks: Block[] = [];
  let items: Inline[][] | null = null;
  for (const { item, inlines } of lines) {
    if (!item) {
      blocks.push({ type: 'line', inlines });
      items = null;
    } else if (items) items.push(inlines);
    else {
      items = [inlines];
      blocks.push({ type: 'list', items });
    }
  }
  return blocks;
}

function inlinesOf(piece: Piece, writing: Writing): readonly Inline[] {
  if (typeof piece === 'object' && 'emphasis' in piece) {
    const inlines = piece.emphasis.flatMap((each) => leavesOf(each, writing));
    return inlines.length > 0 ? [{ type: 'emphasis', inlines }] : [];
  }
  return leavesOf(piece, writing);
}

/** Emphasis holds no emphasis: the check of a text sees to it. */
function leavesOf(piece: Piece, writing: Writing): readonly Leaf[] {
  const { letters, calls } = writing;
  if (typeof piece === 'string') return withLinks(letters(piece));
  if ('emphasis' in piece) return piece.emphasis.flatMap((each) => leavesOf(each, writing));
  if ('link' in piece) return [linkOf(letters(piece.link))];
  if (!piece.finds) return [{ type: 'text', text: letters(piece.given) }];
  return withLinks(letters(piece.given)).flatMap((leaf) =>
    leaf.type === 'text' ? withPhones(leaf.text, calls) : leaf,
  );
}

function withPhones(text: string, calls: readonly string[]): readonly Leaf[] {
  const found = phoneNumbersIn(text, calls).map(({ shown, at, href }) => ({
    at,
    leaf: { type: 'phone', text: shown, href } as const,
  }));
  return parted(text, found);
}

/** Letters and marks of any script, and what else an address may hold; none of the signs that GSM-7 folds. */
const address = /https:\/\/[\p{L}\p{M}\p{N}\-._~:/?#[\]@!$&'()*+,;=%]+/giu;

function withLinks(text: string): readonly Leaf[] {
  const found = [...text.matchAll(address)].flatMap(({ 0: match, index }) => {
    const href = withoutEnd(match);
    return URL.canParse(href) ? [{ at: index, leaf: { type: 'link', text: href, href } as const }] : [];
  });
  return parted(text, found);
}

/** An address without the signs that end a sentence, and without a bracket that was opened before it. */
const withoutEnd = (href: string): string => href.replace(href.includes('(') ? /[.,;:!?'*]+$/ : /[.,;:!?'*)\]]+$/, '');

/** The words of `<link>` and the address that ends them; the address alone is its own words. */
function linkOf(text: string): Leaf {
  const [, words = '', href = text] = /^(.*?)\s*(https:\S+)$/i.exec(text.trim()) ?? [];
  return { type: 'link', text: words === '' ? href : words, href };
}

function parted(text: string, found: readonly { readonly at: number; readonly leaf: Leaf }[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let from = 0;
  for (const { at, leaf } of found) {
    leaves.push({ type: 'text', text: text.slice(from, at) }, leaf);
    from = at + leaf.text.length;
  }
  return [...leaves, { type: 'text', text: text.slice(from) } as const].filter(({ text: said }) => said !== '');
}
