import { withLinks, withLinksAndPhones } from '../domain/find.ts';
import { type Block, bullet, type Emphasis, type File, type Inline, joined, type Leaf } from '../domain/message.ts';

/**
 * What a message is put together from. A string is our own text, with lists and links. `Given` is what a text is filled
 * with: its signs mean nothing, and it never begins a list. `emphasis`, `link` and `file` are the marks of a text.
 */
export type Piece =
  | string
  | Given
  | { readonly emphasis: readonly Piece[] }
  | { readonly link: string }
  | { readonly file: string };

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
  /** Where the file that is offered is fetched from; none where none is. */
  readonly file?: FileLink | undefined;
}

/** A file that can be opened. */
export type FileLink = Pick<File, 'href' | 'media'>;

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
      line.inlines.push({ type: 'text', text: part.text.slice(bullet.length) });
    } else if (part && (part.type !== 'text' || part.text !== '')) line.inlines.push(part);
  });
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
  let items: (readonly Inline[])[] | null = null;
  for (const { item, inlines: parts } of lines) {
    const inlines = joined(parts);
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
  const { letters, calls, file } = writing;
  if (typeof piece === 'string') return withLinks(letters(piece));
  if ('emphasis' in piece) return piece.emphasis.flatMap((each) => leavesOf(each, writing));
  if ('link' in piece) return [linkOf(piece.link, letters)];
  if ('file' in piece) return [fileIn(letters(piece.file), file)];
  const words = letters(piece.given);
  return piece.finds ? withLinksAndPhones(words, calls) : [{ type: 'text', text: words }];
}

/** What opens the file; the words alone where there is none. */
const fileIn = (text: string, file: FileLink | undefined): Leaf =>
  file ? { type: 'file', text, ...file } : { type: 'text', text };

/** The words of `<link>` and the address that ends them; the address alone is its own words. */
function linkOf(link: string, letters: Writing['letters']): Leaf {
  const [, words = '', href = link] = /^(.*?) ?(https:\S+)$/i.exec(link) ?? [];
  return { type: 'link', text: words === '' ? href : letters(words), href };
}
