/** Words as they are: no sign in them means anything. They hold no line break. */
export interface Words {
  readonly type: 'text';
  readonly text: string;
}

/** An address to open, always `https:`. `text` is what a person reads; it may be the address itself. */
export interface Link {
  readonly type: 'link';
  readonly text: string;
  readonly href: string;
}

/** A crisis line as it stands in the text, and the `tel:` address that calls it. */
export interface Phone {
  readonly type: 'phone';
  readonly text: string;
  readonly href: string;
}

/**
 * A file that the coach makes for this partner. `href` opens it for a day: it stands nowhere in plain text, and where a channel shows
 * no files the words stand alone.
 */
export interface File {
  readonly type: 'file';
  readonly text: string;
  readonly href: string;
  readonly media: FileMedia;
}

/** What a file is: words, or an entry for a calendar. */
export type FileMedia = 'text/plain' | 'text/calendar';

/** What stands out. */
export interface Emphasis {
  readonly type: 'emphasis';
  readonly inlines: readonly Leaf[];
}

/** What holds nothing else. */
export type Leaf = Words | Link | Phone | File;
export type Inline = Leaf | Emphasis;

/** What a channel may know how to show beside words; it reads all else as plain text. */
export type Shown = 'emphasis' | 'link' | 'phone' | 'list' | 'file';

/** A line of a message, empty between paragraphs; or a list. */
export type Block =
  | { readonly type: 'line'; readonly inlines: readonly Inline[] }
  | { readonly type: 'list'; readonly items: readonly (readonly Inline[])[] };

/** A message without any channel's markup. Plain data: it can be stored and sent as JSON. */
export interface Message {
  readonly body: readonly Block[];
}

/**
 * A message as plain text, numbers and addresses written out: one line each, `- ` before the items of a list. What has no
 * markup of its own shows this. Pure.
 */
export const plainOf = (body: Message['body']): string => body.flatMap(plainLines).join('\n');

const plainLines = (block: Block): readonly string[] =>
  block.type === 'line' ? [plainLine(block.inlines)] : block.items.map((item) => bullet + plainLine(item));

/** What begins an item of a list in plain text, and in a text of the content. */
export const bullet = '- ';

/** A line or an item as plain text. Pure. */
export const plainLine = (inlines: readonly Inline[]): string => leavesIn(inlines).map(plainLeaf).join('');

const plainLeaf = (leaf: Leaf): string =>
  leaf.type === 'link' && leaf.text !== leaf.href ? `${leaf.text} ${leaf.href}` : leaf.text;

const leavesIn = (inlines: readonly Inline[]): readonly Leaf[] =>
  inlines.flatMap((inline) => (inline.type === 'emphasis' ? inline.inlines : inline));

/** Everything that is read in a message, in order, without its lines and emphasis. Pure. */
export const leavesOf = (body: Message['body']): readonly Leaf[] =>
  body.flatMap((block) => leavesIn(block.type === 'line' ? block.inlines : block.items.flat()));

/** The crisis lines that a message names, once each, as they stand in it. Pure. */
export const callsOf = (body: Message['body']): readonly string[] => [
  ...new Set(leavesOf(body).flatMap((leaf) => (leaf.type === 'phone' ? leaf.text : []))),
];

/** The files that a message leads to. Pure. */
export const filesOf = (body: Message['body']): readonly File[] =>
  leavesOf(body).filter((leaf): leaf is File => leaf.type === 'file');

/** Whether a message is nothing but lines of words. Pure. */
export const isPlain = (body: Message['body']): boolean =>
  body.every((block) => block.type === 'line' && block.inlines.every(({ type }) => type === 'text'));

/** A message with nothing in it but words and what a channel shows; the rest becomes the words that `plainOf` gives. Pure. */
export function shownAs(body: Message['body'], shows: readonly Shown[]): Message['body'] {
  const leaf = (each: Leaf): Leaf =>
    each.type === 'text' || shows.includes(each.type) ? each : { type: 'text', text: plainLeaf(each) };
  const inline = (each: Inline): readonly Inline[] => {
    if (each.type !== 'emphasis') return [leaf(each)];
    const inlines = each.inlines.map(leaf);
    return shows.includes('emphasis') ? [{ type: 'emphasis', inlines }] : inlines;
  };
  const line = (inlines: readonly Inline[]): readonly Inline[] => joined(inlines.flatMap(inline));
  return body.flatMap((block): readonly Block[] => {
    if (block.type === 'line') return [{ type: 'line', inlines: line(block.inlines) }];
    if (shows.includes('list')) return [{ type: 'list', items: block.items.map(line) }];
    return block.items.map((item) => ({ type: 'line', inlines: line([{ type: 'text', text: bullet }, ...item]) }));
  });
}

/** Inlines with the words that stand beside each other in one. Pure. */
export function joined(inlines: readonly Inline[]): readonly Inline[] {
  const all: Inline[] = [];
  for (const inline of inlines) {
    const last = all.at(-1);
    if (inline.type !== 'text' || last?.type !== 'text') all.push(inline);
    else all[all.length - 1] = { type: 'text', text: last.text + inline.text };
  }
  return all.filter((inline) => inline.type !== 'text' || inline.text !== '');
}
