import { type Conversation, send } from '../turn.ts';
import { hasTwo } from './couple-hold.ts';
import { isAlone } from './may-cross.ts';

/** Whether a word names an exercise that begins for both at once: that is never done at a word. */
export function isForTwo({ turn }: Conversation, what: string): boolean {
  const dialog = turn.dialogs.get(what);
  return dialog?.shared === true && dialog.exercise !== undefined;
}

/**
 * A partner asked for an exercise for two by its word. It never starts at once, and the answer is the same whatever stands against it:
 * the plan's next slot for two takes it up. Source: safety.md, "Two partners".
 */
export function wishFor(conversation: Conversation, exercise: string): void {
  const { turn } = conversation;
  if (isAlone(turn, conversation.side)) return send(conversation, 'reply', 'coach.for-two');
  const { plan } = turn.together;
  if (plan && hasTwo(turn)) turn.together = { ...turn.together, plan: { ...plan, wish: exercise } };
  send(conversation, 'reply', 'coach.find-time');
}
