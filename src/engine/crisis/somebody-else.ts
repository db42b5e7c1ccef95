import { type Family, families } from '../../domain/screening.ts';
import type { MessageEvent } from '../events.ts';
import { type Conversation, change, keepSilent, pageHuman, send } from '../turn.ts';
import { violenceNow } from './dark.ts';
import { keepKnown } from './talk.ts';
import { tellsThat } from './tells.ts';

/**
 * Whoever says that they are the partner sees the neutral menu, in a case of violence nothing. The phone is no longer private,
 * and a human hears of it. True when the message is answered. Source: safety.md, "A mistake can be put right".
 */
export function meetPartner(conversation: Conversation, event: MessageEvent): boolean {
  const { turn } = conversation;
  if (turn.couple.shared.status === 'stranger') return false;
  const isPartner = event.screening.tells?.partner ?? tellsThat(event.text, 'partner-speaks', turn.words);
  if (!isPartner) return false;
  const isViolence = violenceNow(conversation) !== null;
  change(conversation, { privatePhone: false });
  pageHuman(conversation, {
    level: isViolence ? 'urgent' : 'same-day',
    category: categoryOf[isViolence ? 'violence' : lastFamily(conversation)],
    about: 'self',
    reason: 'message',
  });
  if (isViolence) keepSilent(conversation, 'quiet-crisis');
  else send(conversation, 'reply', 'coach.neutral');
  keepKnown(conversation, { near: 'yes' });
  return true;
}

const categoryOf = { self: 'self-harm', substance: 'lapse', violence: 'violence', others: 'child' } as const;

/** The family of the open alert, of oneself where none is. */
const lastFamily = ({ partner }: Conversation): Family =>
  families.find((each) => partner.alerts[each] && partner.alerts[each].status !== 'closed') ?? 'self';
