import { z } from 'zod';
import { begun, id, orNone } from '../activity/fields.ts';

const name = orNone(z.string().max(200));
const text = orNone(z.union([z.string(), z.number().transform(String)]));

/** The parts of a message in which somebody's words may stand. */
const written = {
  text,
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  files: begun(z.unknown()),
};

const message = {
  user: id,
  bot_id: z.unknown().optional(),
  bot_profile: z.unknown().optional(),
  user_team: name,
  source_team: name,
  ...written,
};

const event = z.object({
  type: name,
  subtype: name,
  channel: id,
  channel_type: name,
  tab: name,
  ts: name,
  ...message,
  /** What a changed message says now, and what it said before. */
  message: orNone(z.object(message)),
  previous_message: orNone(z.object({ text })),
});

/**
 * What is read of a post to the events route. Unknown fields are Slack's own business; of the known ones, what is odd
 * counts as left out, so that it never costs the text.
 */
export const eventsSchema = z.object({
  type: name,
  challenge: orNone(z.string().max(1_000)),
  team_id: name,
  enterprise_id: name,
  event_id: id,
  authorizations: begun(z.object({ user_id: name, is_bot: orNone(z.boolean()) })),
  event: orNone(event),
});

/** What is read of a tap. */
export const interactionSchema = z.object({
  type: name,
  team: orNone(z.object({ id: name, enterprise_id: name })),
  enterprise: orNone(z.object({ id: name })),
  user: orNone(z.object({ id, team_id: name })),
  channel: orNone(z.object({ id })),
  container: orNone(z.object({ channel_id: id, message_ts: name })),
  message: orNone(z.object({ ts: name, blocks: begun(z.unknown()) })),
  actions: begun(
    z.object({
      action_id: id,
      action_ts: name,
      value: orNone(z.string().max(4_000)),
      text: orNone(z.object({ text })),
    }),
  ),
});

export type Posted = z.infer<typeof eventsSchema>;
export type SlackEvent = z.infer<typeof event>;
export type Interaction = z.infer<typeof interactionSchema>;
