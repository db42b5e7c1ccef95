import { CoachError } from '../../domain/errors.ts';
import type { Frame, FrameTimer } from '../../domain/frame.ts';
import type { Turn } from '../turn.ts';
import type { Afterwards } from './action-kind.ts';
import type { Dialog, Step } from './dialog.ts';

/** What delivering an event to a frame came to. */
export interface Delivery {
  readonly taken: boolean;
  readonly done: boolean;
  /** Whether the dialog is a crisis answer or a check. */
  readonly uninterruptible: boolean;
  readonly afterwards: readonly Afterwards[];
}

/** The delivery of an event that no transition took. */
export const untaken: Delivery = { taken: false, done: false, uninterruptible: false, afterwards: [] };

/** The dialog of a name. @throws CoachError `DIALOG_UNKNOWN` */
export function dialogOf(turn: Turn, name: string): Dialog {
  const dialog = turn.dialogs.get(name);
  if (!dialog) throw new CoachError('DIALOG_UNKNOWN', `There is no dialogs/${name}.`, { dialog: name });
  return dialog;
}

/** A frame with its timers suspended: each keeps what remains of it. Pure. */
export function suspendTimers(frame: Frame, at: number): Frame {
  if (frame.timers.every((timer) => 'remaining' in timer)) return frame;
  return {
    ...frame,
    timers: frame.timers.map((timer) =>
      'due' in timer ? { id: timer.id, remaining: Math.max(1, timer.due - at) } : timer,
    ),
  };
}

/** A frame with its timers running again. Pure. */
export function resumeTimers(frame: Frame, at: number): Frame {
  return {
    ...frame,
    timers: frame.timers.map((timer) => ('remaining' in timer ? { id: timer.id, due: at + timer.remaining } : timer)),
  };
}

/** The timers of a frame after a step: what began, and what goes on. Pure. */
export function timersAfter(frame: Frame, step: Step, at: number): readonly FrameTimer[] {
  if (step.started.length === 0 && step.cancelled.length === 0) return frame.timers;
  const gone = new Set([...step.cancelled, ...step.started.map((timer) => timer.id)]);
  const kept = frame.timers.filter((timer) => !gone.has(timer.id));
  return [...kept, ...step.started.map(({ id, ms }) => ({ id, due: at + ms }))];
}
