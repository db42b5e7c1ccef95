import type { Frame } from '../../domain/frame.ts';
import { type About, type Category, type Family, family, silenceLevel } from '../../domain/screening.ts';
import { topFrame } from '../machine/frames.ts';
import { type Conversation, change, pageHuman } from '../turn.ts';

/** Whether a frame is a crisis answer or a safety check: by its dialog, or, where that is gone, by what it carries. */
export const isCrisisFrame = (conversation: Conversation, frame: Frame): boolean =>
  conversation.turn.dialogs.get(frame.dialog)?.uninterruptible ?? isAboutCrisis(frame);

/** Whether a crisis answer or a check is on top. */
export function isCrisisOnTop(conversation: Conversation): boolean {
  const top = topFrame(conversation);
  return top !== undefined && isCrisisFrame(conversation, top);
}

/** Whether a frame carries the category of a crisis. Pure. */
export const isAboutCrisis = (frame: Frame): boolean => typeof frame.snapshot.context['category'] === 'string';

/** What a crisis frame is about, and the level that silence in it pages at. Pure. */
export function unanswered(frame: Frame) {
  const { category, about } = frame.snapshot.context as { category: Category; about?: About };
  const level = frame.dialog === 'safety-check' ? silenceLevel(category) : 'urgent';
  return { level, category, about: about ?? 'self', reason: 'silence' } as const;
}

/** Tells the counselor that a crisis question got no answer. Says nothing to the partner. */
export function pageUnanswered(conversation: Conversation, frame: Frame): void {
  if (isAboutCrisis(frame)) pageHuman(conversation, unanswered(frame));
}

/**
 * Takes every crisis frame off the conversation. What was not answered reaches the counselor as silence, except where
 * `covered` says that this very turn pages the family anyway.
 */
export function dropCrisisFrames(conversation: Conversation, covered?: Family): void {
  const held = conversation.partner.stack.filter((frame) => isCrisisFrame(conversation, frame));
  if (held.length === 0) return;
  change(conversation, { stack: conversation.partner.stack.filter((frame) => !held.includes(frame)) });
  for (const frame of held) {
    if (family(unanswered(frame).category) !== covered) pageUnanswered(conversation, frame);
  }
}
