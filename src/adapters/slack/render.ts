import type { KnownBlock } from '@slack/web-api';
import type { Outgoing, Rendered } from '../../ports/channel.ts';
import { sectionsOf } from './sections.ts';

/** Limits of Block Kit: elements of an actions block, characters of a button's text and of its value, blocks of a message. */
const mostInBlock = 25;
const longestLabel = 75;
const mostBlocks = 50;

/** What a locked phone shows of a message. */
export const summary = 'Side by Side';

/** What is posted for a message: who to, its blocks, and the text of its notification. */
export interface SlackMessage {
  readonly channel: string;
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/**
 * A message for Slack: its words in sections, its options as buttons that bring themselves and their question back. The
 * top-level text is what a locked phone shows: no word of the message. Pure.
 */
export function messageOf({ address, reference, message }: Outgoing): SlackMessage {
  return {
    channel: reference ?? address,
    text: summary,
    blocks: [...sectionsOf(message.body), ...actionsOf(message)].slice(0, mostBlocks),
    unfurl_links: false,
    unfurl_media: false,
  };
}

function actionsOf({ buttons, question }: Rendered): KnownBlock[] {
  const elements = buttons.map(({ label }, index) => buttonOf(label, question, index));
  return Array.from({ length: Math.ceil(elements.length / mostInBlock) }, (_, index) => ({
    type: 'actions',
    block_id: `ask-${index}`,
    elements: elements.slice(index * mostInBlock, (index + 1) * mostInBlock),
  }));
}

function buttonOf(label: string, question: string | undefined, index: number) {
  const isLong = label.length > longestLabel;
  return {
    type: 'button',
    action_id: `say-${index}`,
    text: { type: 'plain_text', text: isLong ? `${label.slice(0, longestLabel - 1)}…` : label, emoji: false },
    value: JSON.stringify({ say: label, ...(question === undefined ? {} : { question }) }),
  } as const;
}
