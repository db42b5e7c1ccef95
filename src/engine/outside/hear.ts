import type { Language } from '../../domain/language.ts';
import { withMood } from '../../domain/outside.ts';
import { handOffOf, hasConsent, hasOpenAlert, type Partner } from '../../domain/partner.ts';
import { isLocked } from '../conversation/pin.ts';
import type { LanguageAnswerEvent, MessageEvent } from '../events.ts';
import { openFrame } from '../machine/frames.ts';
import { type Conversation, change } from '../turn.ts';
import { noteWatch } from './watch.ts';

/**
 * Hears a second opinion about a message: a point of the trend; very negative words are to be watched; where a rule had heard
 * a `watch` in them, too, the coach asks. It only adds: nothing that was heard, paged or said is taken back or waits for it.
 */
export function hearOutside(conversation: Conversation, event: LanguageAnswerEvent): void {
  const { negative, language, written } = event;
  if (language !== null) noteLanguage(conversation, language);
  if (negative === null) return;
  change(conversation, { outside: withMood(conversation.partner.outside ?? {}, { at: written.at, negative }) });
  if (negative < conversation.turn.limits.negative) return;
  const { watch, at } = written;
  if (!watch) return noteWatch(conversation, { at, by: 'sentiment' });
  if (!mayAsk(conversation, event)) return noteWatch(conversation, { at, by: 'both' });
  noteWatch(conversation, { at, by: 'both', asked: true });
  openFrame(conversation, 'gentle-check', { of: watch.category, about: watch.about });
}

/** What was heard last counts: the language that is spoken already leaves nothing to change. */
function noteLanguage(conversation: Conversation, heard: Language): void {
  const { language: _, ...outside } = conversation.partner.outside ?? {};
  const isNew = heard !== conversation.partner.language;
  change(conversation, { outside: isNew ? { ...outside, language: heard } : outside });
}

/** Nothing else is open, the words are new, and the phone need not stay dark. */
function mayAsk(conversation: Conversation, { written, at }: LanguageAnswerEvent): boolean {
  const { partner, turn } = conversation;
  const isNew = at - written.at < turn.limits.askWithin && at >= written.at;
  return isNew && written.watch?.category !== 'violence' && !isLocked(conversation) && isIdle(partner, at);
}

const isIdle = (partner: Partner, at: number): boolean =>
  partner.stack.length === 0 &&
  !hasOpenAlert(partner) &&
  handOffOf(partner) === 'bot' &&
  !partner.optedOut &&
  hasConsent(partner, at);

/** What was heard of a partner's language counts from the next message on, once. Never in a case that is open. */
export function speakAsHeard(conversation: Conversation, event: MessageEvent): void {
  const { partner } = conversation;
  const heard = partner.outside?.language;
  if (heard === undefined || event.screening.level !== 'none' || hasOpenAlert(partner)) return;
  const { language: _, ...outside } = partner.outside ?? {};
  change(conversation, { language: heard, outside });
}
