import type { Frame } from '../../domain/frame.ts';
import { pageUnanswered } from '../crisis/crisis-frames.ts';
import { keepSilent, send, type Turn } from '../turn.ts';
import type { Dialog } from './dialog.ts';
import { dropTop, openFrame, replaceTop, topFrame } from './frames.ts';

/**
 * Makes the frame on top one that this build can run: as it is, migrated, or started anew with an apology.
 * True when it could not go on: then the message was not an answer to what is asked now.
 */
export function refreshTop(turn: Turn): boolean {
  const frame = topFrame(turn);
  if (!frame || isCurrent(turn, frame)) return false;
  const dialog = turn.dialogs.get(frame.dialog);
  const migrated = dialog && migrate(dialog, frame);
  if (migrated) {
    replaceTop(turn, migrated);
    return false;
  }
  dropTop(turn);
  if (frame.asked?.quiet) return endQuietly(turn, frame);
  send(turn, dialog?.lane === 'crisis' ? 'crisis' : 'reply', 'coach.restarted');
  if (dialog) openFrame(turn, dialog.name, dialog.uninterruptible ? kept(frame) : {});
  else pageUnanswered(turn, frame);
  return true;
}

/** A quiet question is never said again, not by a new build either: what came counts as unclear. */
function endQuietly(turn: Turn, frame: Frame): boolean {
  pageUnanswered(turn, frame);
  keepSilent(turn, 'quiet-question');
  return true;
}

/** Whether a frame's dialog, version and context are the ones of this build. Pure. */
export function isCurrent(turn: Turn, frame: Frame): boolean {
  const dialog = turn.dialogs.get(frame.dialog);
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
export function dropOutdated(turn: Turn): void {
  for (let top = topFrame(turn); top && !isCurrent(turn, top); top = topFrame(turn)) {
    dropTop(turn);
    pageUnanswered(turn, top);
  }
}
