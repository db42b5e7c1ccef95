import { worded } from '../conversation/wording.ts';
import type { MessageEvent } from '../events.ts';
import { type Conversation, keepSilent, pageHuman, send } from '../turn.ts';
import { keepKnown } from './talk.ts';
import { tellsThat, topicIn } from './tells.ts';

/**
 * How a phone is spoken to while a case of violence is open: `dark` says nothing; `private` after a clear yes, with nobody
 * near; `own` to whoever used violence. Null where no such case is open. Pure.
 */
export function violenceNow({ partner }: Conversation): 'dark' | 'private' | 'own' | null {
  const { violence } = partner.alerts;
  if (!violence || violence.status === 'closed') return null;
  if (partner.crises.violence?.about === 'own-act') return 'own';
  const { private: isPrivate, near } = partner.talk?.known ?? {};
  return isPrivate === 'yes' && near === 'no' ? 'private' : 'dark';
}

/**
 * A message while a case of violence is open and no question is: nothing about closeness, no menu. On a dark phone nothing at
 * all; else an answer to what was asked, or the lines in new words. "He is here" darkens the phone. True when it is answered.
 */
export function answerInViolence(conversation: Conversation, event: MessageEvent): boolean {
  const now = violenceNow(conversation);
  if (now === null || conversation.partner.stack.length > 0 || hasOtherAlert(conversation)) return false;
  if (now === 'dark') {
    keepSilent(conversation, 'quiet-crisis');
    return true;
  }
  if (now === 'private' && tellsThat(event.text, 'intruder', conversation.turn.words)) {
    keepKnown(conversation, { near: 'yes' });
    pageHuman(conversation, { level: 'emergency', category: 'violence', about: 'self', reason: 'answer' });
    keepSilent(conversation, 'quiet-crisis');
    return true;
  }
  const topic = topicIn(event.text, conversation.turn.words, event.screening);
  const kind = now === 'own' ? 'crisis-violence.own-act-again' : 'crisis-violence.again';
  // Who comes near may be the one who hurts: of letting them in nothing is said.
  const isOwn = topic === null || topic === 'what-now' || topic === 'let-in';
  const key = isOwn ? kind : `topics.${topic}`;
  send(conversation, 'crisis', worded(conversation, key));
  return true;
}

/** Whether an alert of another kind is open beside one of violence: nobody is left without an answer then. */
export const hasOtherAlert = ({ partner }: Conversation): boolean =>
  Object.entries(partner.alerts).some(([family, alert]) => family !== 'violence' && alert.status !== 'closed');
