import { worded } from '../conversation/wording.ts';
import type { MessageEvent } from '../events.ts';
import { openFrame, topFrame } from '../machine/frames.ts';
import { type Conversation, change, send } from '../turn.ts';
import { isAboutCrisis } from './crisis-frames.ts';
import { stayDialog } from './staying.ts';
import { isGrave } from './worse.ts';

/** Whether the body that they were told to help is that of somebody who has died: a burial, or the day on which it was. Pure. */
export function isMourned(conversation: Conversation, { screening }: MessageEvent, tells: readonly string[]): boolean {
  const { dialog, snapshot } = topFrame(conversation) ?? {};
  const { category, about, kind } = snapshot?.context ?? {};
  const isOpen = dialog === 'crisis-substance' && category === 'overdose' && about === 'other';
  const isOver = dialog === stayDialog && kind === 'act';
  if (tells.some(isGrave) || !(isOpen || isOver)) return false;
  return tells.includes('mourning') || (isOpen && (screening.tells?.distress ?? []).includes('grief'));
}

/** Nothing more of first aid: they are met as grieving, and asked how it is with themselves. Source: safety.md, "What a message means". */
export function mourn(conversation: Conversation): void {
  send(conversation, 'crisis', worded(conversation, 'crisis-substance.mourned'));
  const { stack, crises } = conversation.partner;
  const { substance: _, ...others } = crises;
  const rest = stack.filter((frame) => !isAboutCrisis(frame) && frame.dialog !== stayDialog);
  change(conversation, { stack: rest, crises: others });
  openFrame(conversation, 'direct-check', {});
}
