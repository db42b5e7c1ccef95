import { handOffOf } from '../../domain/partner.ts';
import { type Category, type Family, families } from '../../domain/screening.ts';
import { type Conversation, change, nextId, pageHuman } from '../turn.ts';

const name = 'counselor-silent';

/** What a family's page is under where nothing nearer is known: its gravest. */
export const gravest: Readonly<Record<Family, Category>> = {
  violence: 'violence',
  substance: 'overdose',
  self: 'suicide',
  others: 'harm-to-others',
};

/**
 * The partner has written and the counselor in the chat is to answer: the first message that nobody has answered counts.
 * Source: safety.md, "Alerts and counselors".
 */
export function awaitCounselor(conversation: Conversation): void {
  const [family] = inChat(conversation);
  if (!family || conversation.partner.timers.some((timer) => timer.name === name)) return;
  const due = conversation.turn.at + conversation.turn.limits.counselorSilence;
  const timer = { id: nextId(conversation), name, family, due } as const;
  change(conversation, { timers: [...conversation.partner.timers, timer] });
}

/** The counselor has not answered: the alert hears of it, calls another and lets the coach go on. Says nothing itself. */
export function tellOfSilence(conversation: Conversation): void {
  for (const family of inChat(conversation)) {
    const level = conversation.partner.alerts[family]?.level ?? 'urgent';
    pageHuman(conversation, { level, category: gravest[family], about: 'self', reason: 'unanswered' });
  }
}

/** No counselor is in the chat any more: nothing is awaited from one. */
export function awaitNoCounselor(conversation: Conversation): void {
  if (handOffOf(conversation.partner) === 'counselor') return;
  const timers = conversation.partner.timers.filter((timer) => timer.name !== name);
  if (timers.length < conversation.partner.timers.length) change(conversation, { timers });
}

const inChat = ({ partner }: Conversation): readonly Family[] =>
  families.filter((family) => partner.alerts[family]?.status === 'taken-over');
