import type { KnownBlock } from '@slack/web-api';
import type { Block, Inline } from '../../domain/message.ts';
import { mrkdwnOf } from '../messaging/mrkdwn.ts';

/** The most characters of one text object. */
const longest = 3_000;

/** A message's words as sections of Block Kit, as many as their limit makes of them. Pure. */
export function sectionsOf(body: readonly Block[]): KnownBlock[] {
  const sections: Block[][] = [[]];
  for (const part of body.flatMap(apart).flatMap(fitting)) {
    const last = sections.at(-1) ?? [];
    if (fits([...last, part])) last.push(part);
    else sections.push([part]);
  }
  return sections
    .map((parts) => mrkdwnOf(parts).trim())
    .filter((text) => text !== '')
    .map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true }, expand: true }));
}

const fits = (body: readonly Block[]): boolean => mrkdwnOf(body).length <= longest;

/** Each item of a list as a list of its own. */
const apart = (block: Block): readonly Block[] =>
  block.type === 'line' ? [block] : block.items.map((item) => ({ type: 'list', items: [item] }));

/** A line or an item that is too long for a section, cut in halves until each fits. */
function fitting(block: Block): readonly Block[] {
  if (fits([block])) return [block];
  const inlines = block.type === 'line' ? block.inlines : (block.items[0] ?? []);
  const [head, tail] = halvesOf(inlines);
  if (tail.length === 0) return [];
  return [
    ...fitting({ ...block, ...(block.type === 'line' ? { inlines: head } : { items: [head] }) } as Block),
    ...fitting({ type: 'line', inlines: tail }),
  ];
}

function halvesOf(inlines: readonly Inline[]): readonly [readonly Inline[], readonly Inline[]] {
  const [only, ...more] = inlines;
  const middle = Math.ceil(inlines.length / 2);
  if (!only || more.length > 0) return [inlines.slice(0, middle), inlines.slice(middle)];
  if (only.type === 'emphasis') {
    const [head, tail] = halvesOf(only.inlines);
    return [head, tail];
  }
  // No address is that long: it would not be one that anybody can open.
  const end = middleOf(only.text);
  const half = (text: string): Inline => ({ type: 'text', text });
  return [[half(only.text.slice(0, end))], [half(only.text.slice(end))]];
}

/** Where a text is cut: behind a space near its middle, else not between the two halves of one character. */
function middleOf(text: string): number {
  const middle = Math.floor(text.length / 2);
  const space = text.indexOf(' ', middle);
  if (space >= 0 && space < text.length - 1) return space + 1;
  return /[\ud800-\udbff]/.test(text[middle - 1] ?? '') ? middle - 1 : middle;
}
