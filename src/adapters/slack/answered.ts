import type { ChatUpdateArguments, KnownBlock } from '@slack/web-api';
import type { Interaction } from './event.ts';
import { summary } from './render.ts';
import { sectionsOf } from './sections.ts';

/**
 * The message that a tapped button stood on, with the answer in the place of its buttons; null where it does not say which
 * message that was. Its words come back with the tap as Slack keeps them. Pure.
 */
export function answeredMessage(
  { message, container, channel }: Interaction,
  said: string,
): ChatUpdateArguments | null {
  const ts = container?.message_ts ?? message?.ts;
  const place = container?.channel_id ?? channel?.id;
  if (!ts || !place) return null;
  const words = (message?.blocks ?? []).filter(isSection).map(({ text }) => ({ type: 'section', text, expand: true }));
  return {
    channel: place,
    ts,
    text: summary,
    blocks: [
      ...(words as KnownBlock[]),
      ...sectionsOf([{ type: 'line', inlines: [{ type: 'text', text: `✓ ${said}` }] }]),
    ],
  };
}

interface Section {
  readonly type: 'section';
  readonly text: { readonly type: string; readonly text: string };
}

function isSection(block: unknown): block is Section {
  const { type, text } = (block ?? {}) as { type?: unknown; text?: { type?: unknown; text?: unknown } | null };
  return type === 'section' && typeof text?.text === 'string' && /^(?:mrkdwn|plain_text)$/.test(String(text.type));
}
