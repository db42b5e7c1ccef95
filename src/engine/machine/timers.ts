import type { Conversation } from '../turn.ts';
import { replaceTop, topFrame } from './frames.ts';

/** Somebody wrote, so silence begins anew: the timers of the frame on top run from now. Their question stands. */
export function restartTimers(conversation: Conversation): void {
  const frame = topFrame(conversation);
  const delays = frame && conversation.turn.dialogs.get(frame.dialog)?.delays;
  if (!frame || !delays) return;
  const timers = frame.timers.map((timer) => {
    const [, name = ''] = /^xstate\.after\.([^.]+)\./.exec(timer.id) ?? [];
    const ms = delays[name];
    return 'due' in timer && ms !== undefined ? { ...timer, due: conversation.turn.at + ms } : timer;
  });
  replaceTop(conversation, { ...frame, timers });
}
