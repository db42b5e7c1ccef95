import { resumeTimers } from '../machine/frame-parts.ts';
import { type Conversation, change } from '../turn.ts';

/** Takes a partner's private dialogs of some names away, answered or not: their instant is over. What lies below goes on. */
export function dropOwn(conversation: Conversation, ...names: readonly string[]): void {
  const { stack, paused } = conversation.partner;
  const others = <T extends { readonly dialog: string }>(frames: readonly T[]) =>
    frames.filter(({ dialog }) => !names.includes(dialog));
  const kept = others(stack);
  if (kept.length === stack.length && others(paused).length === paused.length) return;
  const top = kept.at(-1);
  const isUncovered = top !== undefined && top !== stack.at(-1);
  change(conversation, {
    stack: isUncovered ? [...kept.slice(0, -1), resumeTimers(top, conversation.turn.at)] : kept,
    paused: others(paused),
  });
}
