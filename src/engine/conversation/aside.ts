import { suspendTimers } from '../machine/frame-parts.ts';
import { type Conversation, change } from '../turn.ts';

/** Sets the whole conversation aside for RESUME. A menu is not worth coming back to. */
export function setAside(conversation: Conversation): void {
  const worth = conversation.partner.stack.filter((frame) => frame.dialog !== 'menu');
  const aside = [...conversation.partner.paused, ...worth.map((frame) => suspendTimers(frame, conversation.turn.at))];
  change(conversation, { stack: [], paused: aside.slice(-conversation.turn.limits.frames) });
}
