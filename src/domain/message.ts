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

/** What stands out. */
export interface Emphasis {
  readonly type: 'emphasis';
  readonly inlines: readonly Leaf[];
}

/** What holds nothing else. */
export type Leaf = Words | Link | Phone;
export type Inline = Leaf | Emphasis;

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
  block.type === 'line' ? [plainLine(block.inlines)] : block.items.map((item) => `- ${plainLine(item)}`);

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
