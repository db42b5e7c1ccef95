import { randomUUID } from 'node:crypto';
import type { ChannelName } from '../../domain/channel.ts';
import type { Inbound } from '../../ports/channel.ts';
import type { NoticeTap } from '../../ports/notices.ts';
import { isUnreadable, textOf } from '../activity/text.ts';
import { noticeTokenOf, questionOf, saidBy, wordsIn } from '../activity/value.ts';
import { carrierWordIn } from '../messaging/carrier-words.ts';
import { isPersonal, type Posted } from './activity.ts';
import { channelOf } from './channel-names.ts';
import { referenceOf } from './reference.ts';
import { withSlackTap } from './slack.ts';

/** The name of the invoke that an `Action.Execute` button makes. */
export const cardAction = 'adaptiveCard/action';

/**
 * What a person wrote, changed, tapped, installed or took away, as an inbound; `nobody` where it does not say whose it is; null for
 * everything else an activity can be. `authenticated` says whether a user id that the web page made up must not be
 * believed. Uses randomness for an id that the channel did not give.
 */
export function toInbound(given: Posted, authenticated: boolean): Inbound | 'nobody' | null {
  const posted = withSlackTap(given);
  const channel = channelOf(posted.channelId);
  if (!channel || isOwn(posted)) return null;
  const written = isWritten(posted);
  const left = isDeparture(posted);
  if (!written && !left && !isArrival(posted)) return null;
  const address = addressOf(posted, channel, authenticated);
  if (!address) return written ? 'nobody' : null;
  const reference = referenceOf(posted);
  const conversation = posted.conversation?.id;
  const reached = reference === null || !conversation ? {} : { reference, conversation };
  const from = { channel, address, ...reached, ...directoryOf(posted, address) };
  if (written) {
    const read = { text: textOf(posted), unreadable: isUnreadable(posted) };
    const edited = posted.type === 'messageUpdate' ? { edited: true } : {};
    return {
      ...from,
      id: posted.id || randomUUID(),
      ...read,
      ...edited,
      ...tapOf(posted),
      ...actOf(channel, read.text),
    };
  }
  if (reference === null) return null;
  return { ...from, id: randomUUID(), text: '', ...(left ? { left } : { arrived: true }) };
}

/** A tapped button of a notice in Teams; null for everything else. `foreign`: it came from another organisation. Pure. */
export function toNoticeTap({ channelId, from, value }: Posted, foreign: boolean): NoticeTap | null {
  const token = noticeTokenOf(value);
  const channel = channelOf(channelId);
  const address = from?.id ?? (from?.aadObjectId ? `aad|${from.aadObjectId}` : null);
  if (token === null || !isCarded(channel) || !address) return null;
  return { kind: 'teams', address, token, ...directoryOf({ from }, address), ...(foreign ? { foreign } : {}) };
}

/** Whom the directory knows, where the address says it by the channel's own id. */
function directoryOf({ from }: Pick<Posted, 'from'>, address: string): { readonly directory?: string } {
  const directory = from?.aadObjectId ? `aad|${from.aadObjectId}` : address;
  return directory === address ? {} : { directory };
}

/** Where notices are cards. */
const carded: readonly (ChannelName | null)[] = ['teams'];
const isCarded = (channel: ChannelName | null): boolean => carded.includes(channel);

/** The question that a tapped button belongs to. One of a card that names none, from before, belongs to no open one. */
function tapOf({ value, replyToId }: Posted): Pick<Inbound, 'question' | 'tapped'> {
  if (saidBy(value) === null) return {};
  const question = questionOf(value) ?? (replyToId ? 'unknown' : null);
  return question === null ? { tapped: true } : { question };
}

/** The number behind Azure's SMS acts on STOP, START and HELP by itself, and nobody can take that over. */
function actOf(channel: ChannelName, text: string): Pick<Inbound, 'carrier'> {
  const carrier = channel === 'sms' ? carrierWordIn(text) : null;
  return carrier === null ? {} : { carrier };
}

/** What the bot itself said. */
const isOwn = ({ from, recipient }: Posted): boolean => Boolean(from?.id) && from?.id === recipient?.id;

/** An activity without a type that brings a text was written. */
function isWritten(posted: Posted): boolean {
  const { type, name, value } = posted;
  if (type?.toLowerCase() === 'message' || type === 'messageUpdate') return true;
  if (type === 'invoke') return name === cardAction && (saidBy(value) !== null || wordsIn(value) !== '');
  return !type && textOf(posted) !== '';
}

function isArrival({ type, action, membersAdded, recipient }: Posted): boolean {
  if (type === 'installationUpdate') return action === 'add' || action === 'add-upgrade';
  return type === 'conversationUpdate' && (membersAdded ?? []).some((member) => member?.id === recipient?.id);
}

function isDeparture({ type, action, membersRemoved, recipient }: Posted): boolean {
  if (type === 'installationUpdate') return action === 'remove' || action === 'remove-upgrade';
  return type === 'conversationUpdate' && (membersRemoved ?? []).some((member) => member?.id === recipient?.id);
}

/**
 * The address of who wrote: the channel's id, else the directory's, else the conversation, which has one writer where it
 * is personal. A web page chooses its user's id unless the token binds it, which Direct Line does for ids that begin with
 * `dl_`; any other is worth no more than its conversation.
 */
function addressOf(posted: Posted, channel: ChannelName, authenticated: boolean): string | null {
  const { from, conversation } = posted;
  const here = conversation?.id || null;
  if (from?.id && channel === 'web' && authenticated && !from.id.startsWith('dl_')) return here;
  if (from?.id) return from.id;
  if (from?.aadObjectId) return `aad|${from.aadObjectId}`;
  return isPersonal(posted) ? here : null;
}
