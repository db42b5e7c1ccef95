import { handOffOf } from '../../domain/partner.ts';
import { type Family, families } from '../../domain/screening.ts';
import type { Phrase } from '../../domain/words.ts';
import { askSimpler, reask } from '../conversation/asking.ts';
import { worded } from '../conversation/wording.ts';
import { type Conversation, keepSilent, send } from '../turn.ts';
import { isCrisisOnTop } from './crisis-frames.ts';

/** The dialog that answers a family. Pure. */
export const crisisDialog = (of: Family): string => `crisis-${of}`;

/** The lines of a family, then the open question again. Never in a violence case: the phone may not be private. */
export function sayLinesAgain(conversation: Conversation, of: Family): void {
  if (of === 'violence') return keepSilent(conversation, 'quiet-crisis');
  send(conversation, 'crisis', worded(conversation, `${crisisDialog(of)}.again`));
  // What is asked is asked in simpler words at the most: no line comes twice.
  if (isCrisisOnTop(conversation)) askSimpler(conversation);
  else reask(conversation);
}

/**
 * HOME, HOLA, START are meant for a crisis line, and went to us instead: while an alert is open the lines are said again.
 * True when they were. Source: safety.md, "What is said at once".
 */
export function resendLines(conversation: Conversation, phrase: Phrase | null): boolean {
  if (!phrase || !('command' in phrase) || conversation.partner.optedOut) return false;
  return (phrase.command === 'line' || phrase.command === 'start') && sayOpenLines(conversation);
}

/** The lines of an open alert again, with its open question. False where there is none, or nobody but a counselor writes. */
export function sayOpenLines(conversation: Conversation): boolean {
  const { alerts } = conversation.partner;
  const open = families.find((of) => of !== 'violence' && alerts[of] && alerts[of].status !== 'closed');
  if (!open || handOffOf(conversation.partner) === 'counselor') return false;
  sayLinesAgain(conversation, open);
  return true;
}
