import type { Json } from '../../domain/frame.ts';
import type { Entry, Partner } from '../../domain/partner.ts';
import { type Conversation, change } from '../turn.ts';

/** Characters of one value that is kept, as JSON, at most: what is longer stays in the log alone. */
const longestValue = 10_000;

/** Keeps a value in the partner's own book, in place of what stood there. Nothing of it reaches the other partner. */
export function writeBook(conversation: Conversation, name: string, value: Json): void {
  if (JSON.stringify(value).length > longestValue) return;
  change(conversation, { book: { ...conversation.partner.book, [name]: { value, at: conversation.turn.at } } });
}

/** Adds a value to a list in the book, of which the newest `most` are kept. */
export function addToBook(conversation: Conversation, name: string, value: Json, most: number): void {
  const before = bookValue(conversation.partner, name);
  const list = [...(Array.isArray(before) ? before : []), ...[value].flat()].slice(-most);
  writeBook(conversation, name, list);
}

/** Takes what stands under a name out of the book. */
export function forgetInBook(conversation: Conversation, name: string): void {
  const { [name]: _, ...book } = conversation.partner.book ?? {};
  change(conversation, { book });
}

/** What stands in the book under a name, with when it was written; undefined where nothing does. Pure. */
export const inBook = ({ book }: Pick<Partner, 'book'>, name: string): Entry | undefined => book?.[name];

/** The value that stands in the book under a name; undefined where nothing does. Pure. */
export const bookValue = (partner: Pick<Partner, 'book'>, name: string): Json | undefined =>
  inBook(partner, name)?.value;
