import type { ConversationTimer } from '../../domain/partner.ts';
import { handOffOf } from '../../domain/partner.ts';
import { type Conversation, change, pageHuman, send } from '../turn.ts';
import { tellOfSilence } from './counselor-silence.ts';
import { sayFollowUp } from './follow-up.ts';
import { crisisDialog } from './lines.ts';

/** A timer of the conversation has fired: the look back after a crisis, or the counselor in the chat has not answered for a minute, or for ten. */
export function runConversationTimer(conversation: Conversation, timerId: string): void {
  const timer = conversation.partner.timers.find((each) => each.id === timerId);
  change(conversation, { timers: conversation.partner.timers.filter((each) => each.id !== timerId) });
  if (timer?.name === 'counselor-silent') tellOfSilence(conversation);
  else if (timer?.name === 'follow-up') sayFollowUp(conversation);
  else if (timer) sayLinesWithoutHuman(conversation, timer);
}

/**
 * A minute after a crisis word in the counselor's chat, and nobody has answered: the lines, marked automatic. In a
 * violence case nothing lights the phone: the counselor is called again.
 */
function sayLinesWithoutHuman(conversation: Conversation, timer: ConversationTimer): void {
  if (timer.family === 'violence') {
    return pageHuman(conversation, { level: 'urgent', category: 'violence', about: 'self', reason: 'silence' });
  }
  const text = handOffOf(conversation.partner) === 'counselor' ? 'automatic' : 'again';
  send(conversation, 'crisis', `${crisisDialog(timer.family)}.${text}`);
}
