import type { Frame } from '../../domain/frame.ts';
import { pageUnanswered } from '../crisis/crisis-frames.ts';
import { type Conversation, keepSilent, send } from '../turn.ts';
import type { Dialog } from './dialog.ts';
import { dropTop, openFrame, replaceTop, topFrame } from './frames.ts';
import { endShared, replaceShared, sharedFrame } from './shared.ts';

/**
 * Makes the frame on top one that this build can run: as it is, migrated, or started anew with an apology.
 * True when it could not go on: then the message was not an answer to what is asked now.
 */
export function refreshTop(conversation: Conversation): boolean {
  const frame = topFrame(conversation);
  if (!frame || isCurrent(conversation, frame)) return false;
  if (frame.shared !== undefined) return refreshShared(conversation, frame.shared);
  const dialog = conversation.turn.dialogs.get(frame.dialog);
  const migrated = dialog && migrate(dialog, frame);
  if (migrated) {
    replaceTop(conversation, migrated);
    return false;
  }
  dropTop(conversation);
  if (frame.asked?.quiet) return endQuietly(conversation, frame);
  send(conversation, dialog?.lane === 'crisis' ? 'crisis' : 'reply', 'coach.restarted');
  if (dialog) openFrame(conversation, dialog.name, dialog.uninterruptible ? kept(frame) : {});
  else pageUnanswered(conversation, frame);
  return true;
}

/** A quiet question is never said again, not by a new build either: what came counts as unclear. */
function endQuietly(conversation: Conversation, frame: Frame): boolean {
  pageUnanswered(conversation, frame);
  keepSilent(conversation, 'quiet-question');
  return true;
}

/** A shared frame is migrated once, in the couple, for both; else it is over for both, and this one starts anew. */
function refreshShared(conversation: Conversation, id: string): boolean {
  const { turn } = conversation;
  const frame = sharedFrame(turn, id);
  const dialog = frame && turn.dialogs.get(frame.dialog);
  const migrated = frame && dialog && migrate(dialog, frame);
  if (migrated) {
    replaceShared(turn, { ...frame, ...migrated });
    return false;
  }
  endShared(turn, id);
  send(conversation, 'reply', 'coach.restarted');
  if (dialog) openFrame(conversation, dialog.name);
  return true;
}

/** Whether a frame's dialog, version and context are the ones of this build. Pure. */
export function isCurrent(conversation: Conversation, given: Frame): boolean {
  const frame = given.shared === undefined ? given : sharedFrame(conversation.turn, given.shared);
  if (!frame) return false;
  const dialog = conversation.turn.dialogs.get(frame.dialog);
  return (
    dialog !== undefined && dialog.version === frame.version && dialog.context.safeParse(frame.snapshot.context).success
  );
}

function migrate(dialog: Dialog, frame: Frame): Frame | null {
  if (dialog.version === frame.version) return null;
  const moved = dialog.migrate?.(frame.snapshot.context, frame.version);
  if (!moved || !dialog.context.safeParse(moved.context).success) return null;
  const snapshot = { ...frame.snapshot, value: moved.value, context: moved.context };
  return { ...frame, version: dialog.version, snapshot };
}

/** What a crisis was about survives a change of its dialog. */
function kept(frame: Frame): Frame['snapshot']['context'] {
  const { level, category, about } = frame.snapshot.context;
  return { ...(level ? { level } : {}), ...(category ? { category } : {}), ...(about ? { about } : {}) };
}

/** Takes off frames of another build without a word; a crisis question among them reaches the counselor as silence. */
export function dropOutdated(conversation: Conversation): void {
  for (let top = topFrame(conversation); top && !isCurrent(conversation, top); top = topFrame(conversation)) {
    dropTop(conversation);
    pageUnanswered(conversation, top);
  }
}
