import { type Category, type Family, family } from '../../domain/screening.ts';
import { worded } from '../conversation/wording.ts';
import { type Conversation, send } from '../turn.ts';

/** The order in which other crises are served: a body that may be dying first. */
const order: readonly Family[] = ['substance', 'violence', 'others', 'self'];

/** The families whose one line can stand beside the answer to another. */
export const besideFamilies: readonly Family[] = order;

/**
 * One line for each other category that was heard beside a crisis and is urgent. The line of violence stands only on a private
 * phone. Source: safety.md, "Ties".
 */
export function sayBeside(conversation: Conversation, categories: readonly Category[]): void {
  const wanted = new Set(categories.map(family));
  for (const each of order) {
    if (!wanted.has(each) || (each === 'violence' && !conversation.partner.privatePhone)) continue;
    send(conversation, 'crisis', worded(conversation, `crisis-${each}.beside`));
  }
}
