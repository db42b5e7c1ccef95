import type { Json } from '../../domain/frame.ts';
import type { Talk } from '../../domain/talk.ts';
import { type Conversation, change } from '../turn.ts';

/** Questions that the coach asks by itself in one crisis, at most. */
const mostAsked = 12;

/** Messages in a row that may answer nothing: after these the questions end. */
const mostIdle = 3;

const silent: Omit<Talk, 'at'> = { asked: 0, idle: 0, known: {} };

/** A crisis is answered: its talk begins. What was asked counts on where one of a few hours ago goes on. */
export function beginTalk(conversation: Conversation, known: Talk['known'], again: boolean): void {
  const asked = again ? (conversation.partner.talk?.asked ?? 0) : 0;
  change(conversation, { talk: { ...silent, asked, known, at: conversation.turn.at } });
}

/** Keeps what a dialog of a crisis has come to know, for when it is over. */
export function keepKnown(conversation: Conversation, known: Json | undefined): void {
  const { talk } = conversation.partner;
  if (!talk || known === null || typeof known !== 'object' || Array.isArray(known)) return;
  const news = Object.entries(known).filter(([name, value]) => talk.known[name] !== value);
  if (news.length === 0) return;
  change(conversation, { talk: { ...talk, known: { ...talk.known, ...(Object.fromEntries(news) as Talk['known']) } } });
}

/** Whether one question more may be asked in this crisis; counts it. */
export function mayAsk(conversation: Conversation): boolean {
  const { talk } = conversation.partner;
  if (!talk) return true;
  if (talk.asked >= mostAsked) return false;
  change(conversation, { talk: { ...talk, asked: talk.asked + 1 } });
  return true;
}

/** Notes whether a message answered what was asked. True where too many in a row have not. */
export function noteAnswered(conversation: Conversation, answered: boolean): boolean {
  const { talk } = conversation.partner;
  if (!talk) return false;
  const idle = answered ? 0 : talk.idle + 1;
  if (idle !== talk.idle) change(conversation, { talk: { ...talk, idle } });
  return idle >= mostIdle;
}

/** Whether a crisis of this partner was answered within some ms. Pure. */
export const talkedWithin = ({ partner, turn }: Conversation, ms: number): boolean =>
  partner.talk !== undefined && turn.at - partner.talk.at < ms;
