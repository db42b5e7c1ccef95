import { randomUUID } from 'node:crypto';
import { isBlank } from '../../domain/cleaned.ts';
import type { Inbound } from '../../ports/channel.ts';
import type { NoticeTap } from '../../ports/notices.ts';
import { questionOf, saidBy } from '../activity/value.ts';
import type { Interaction, Posted, SlackEvent } from './event.ts';
import { noticeAction } from './notice.ts';
import { isUnreadable, textOf } from './words.ts';

/** Messages that Slack itself writes, or that take something away: nobody's words. Any other subtype is somebody's. */
const nobodys: ReadonlySet<string> = new Set([
  ...['message_deleted', 'message_replied', 'bot_message', 'slackbot_response', 'assistant_app_thread', 'tombstone'],
  ...['bot_add', 'bot_remove', 'bot_enable', 'bot_disable', 'app_conversation_join', 'joiner_notification'],
  ...['channel_join', 'channel_leave', 'channel_topic', 'channel_purpose', 'channel_name', 'channel_archive'],
  ...['pinned_item', 'unpinned_item', 'reminder_add', 'huddle_thread', 'sh_room_created', 'ekm_access_denied'],
]);

/** Slack's own account, which writes of itself. */
const slackbot = 'USLACKBOT';

type Message = Pick<SlackEvent, 'user' | 'bot_id' | 'bot_profile' | 'text' | 'blocks' | 'attachments' | 'files'>;

/**
 * What a person wrote or changed in the direct message with the coach, or that they opened it, as an inbound; `nobody` where
 * it does not say whose it is; null for everything else Slack tells of. Uses randomness for an id that Slack did not give.
 */
export function toInbound(posted: Posted): Inbound | 'nobody' | null {
  const { event } = posted;
  if (!event) return null;
  if (event.type === 'app_home_opened') return arrivalOf(event);
  if (event.type !== 'message' || !isDirect(event) || nobodys.has(event.subtype ?? '')) return null;
  const isEdit = event.subtype === 'message_changed';
  const message: Message | null | undefined = isEdit ? event.message : event;
  if (!message || isOwn(message, posted) || (isEdit && !isChanged(event))) return null;
  // Whoever it does not name is the one person of a direct message.
  const address = message.user ?? event.user ?? (event.channel ? `im|${event.channel}` : null);
  if (!address) return 'nobody';
  return {
    ...placeOf(address, event.channel),
    id: posted.event_id || randomUUID(),
    text: textOf(message),
    unreadable: isUnreadable(message),
    ...(isEdit ? { edited: true } : {}),
  };
}

/** A direct message, as Slack says or as its id begins. */
const isDirect = ({ channel, channel_type }: SlackEvent): boolean =>
  channel_type ? channel_type === 'im' : (channel ?? '').startsWith('D');

const arrivalOf = ({ user, channel, tab }: SlackEvent): Inbound | null =>
  user && channel && tab === 'messages'
    ? { ...placeOf(user, channel), id: randomUUID(), text: '', arrived: true }
    : null;

/** The address, and the conversation that leads there. */
const placeOf = (address: string, conversation: string | null | undefined) => ({
  channel: 'slack' as const,
  address,
  ...(conversation ? { reference: conversation, conversation } : {}),
});

/** What a bot said, ourselves too. */
const isOwn = ({ user, bot_id, bot_profile }: Message, { authorizations }: Posted): boolean =>
  Boolean(bot_id) ||
  Boolean(bot_profile) ||
  user === slackbot ||
  (authorizations ?? []).some((each) => each?.is_bot === true && each.user_id === user);

/** Slack also calls it a change when it has looked up a link. */
const isChanged = ({ message, previous_message }: SlackEvent): boolean =>
  message?.text !== previous_message?.text || previous_message?.text === undefined;

/** A tapped button of a notice; null for every other interaction. `foreign`: it came from another workspace. Pure. */
export function toNoticeTap({ type, user, actions }: Interaction, foreign: boolean): NoticeTap | null {
  const action = (actions ?? []).find((each) => each?.action_id?.startsWith(noticeAction));
  if (type !== 'block_actions' || !user?.id || !action) return null;
  return { kind: 'slack', address: user.id, token: action.value ?? '', ...(foreign ? { foreign } : {}) };
}

/** A tapped button as an inbound; null for every other interaction. Pure. */
export function toTap({ type, user, channel, container, actions }: Interaction): Inbound | null {
  const action = (actions ?? []).find((each) => each !== null);
  if (type !== 'block_actions' || !user?.id || !action) return null;
  const value = readJson(action.value ?? '');
  const question = questionOf(value);
  const said = saidBy(value) ?? action.text?.text ?? '';
  if (isBlank(said)) return null;
  return {
    ...placeOf(user.id, channel?.id ?? container?.channel_id),
    id: `tap:${action.action_ts ?? ''}:${container?.message_ts ?? ''}:${action.action_id ?? ''}`,
    text: said,
    ...(question === null ? { tapped: true } : { question }),
  };
}

/** What a button carries; anything that is no JSON says itself. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text === '' ? null : text;
  }
}
