import { quietUntil } from '../../domain/local-time.ts';
import { handOffOf, isReachable, type Partner } from '../../domain/partner.ts';
import type { Family } from '../../domain/screening.ts';
import { worded } from '../conversation/wording.ts';
import { type Conversation, change, nextId, send } from '../turn.ts';
import { violenceNow } from './dark.ts';

const hour = 3_600_000;

/** After how many hours a crisis is asked about again: the latest of these that is outside of quiet hours. */
const latest = 22;
const earliest = 3;

/** Plans the one look back after a crisis, within a day and outside of quiet hours; never in a case of violence. */
export function planFollowUp(conversation: Conversation, family: Family): void {
  const others = conversation.partner.timers.filter(({ name }) => name !== 'follow-up');
  const due = family === 'violence' ? null : dueAfter(conversation.partner, conversation.turn.at);
  const timer = { id: nextId(conversation), name: 'follow-up', family } as const;
  change(conversation, { timers: due === null ? others : [...others, { ...timer, due }] });
}

function dueAfter({ quietHours, zone }: Partner, at: number): number | null {
  for (let hours = latest; hours >= earliest; hours -= 1) {
    const due = at + hours * hour;
    if (quietUntil(due, quietHours, zone) === null) return due;
  }
  return null;
}

/** Looks back once, unless a counselor is there, a case of violence is open, or the partner can't be written to. */
export function sayFollowUp(conversation: Conversation): void {
  const { partner } = conversation;
  const isWanted = !partner.optedOut && handOffOf(partner) === 'bot' && partner.addresses.some(isReachable);
  if (!isWanted || violenceNow(conversation) !== null) return;
  send(conversation, 'crisis', worded(conversation, 'crisis-stay.follow-up'));
}
