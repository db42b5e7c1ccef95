import { CoachError } from '../../domain/errors.ts';
import type { Frame, FrameTimer, Json } from '../../domain/frame.ts';
import { type Conversation, change, countStep, nextId } from '../turn.ts';
import { type Acting, type Afterwards, carryOut } from './actions.ts';
import type { Dialog, DialogEvent, Step } from './dialog.ts';

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

/** The frame on top of the conversation. */
export const topFrame = (conversation: Conversation): Frame | undefined => conversation.partner.stack.at(-1);

/** The dialog of a name. @throws CoachError `DIALOG_UNKNOWN` */
export function dialogOf(conversation: Conversation, name: string): Dialog {
  const dialog = conversation.turn.dialogs.get(name);
  if (!dialog) throw new CoachError('DIALOG_UNKNOWN', `There is no dialogs/${name}.`, { dialog: name });
  return dialog;
}

/** Opens a dialog on top; what lies below is suspended. */
export function openFrame(
  conversation: Conversation,
  name: string,
  input: Readonly<Record<string, Json>> = {},
): Delivery {
  const dialog = dialogOf(conversation, name);
  const below = conversation.partner.stack.map((frame) => suspendTimers(frame, conversation.turn.at));
  countStep(conversation);
  const step = dialog.start(input);
  const empty: Frame = {
    id: nextId(conversation),
    dialog: name,
    opened: conversation.turn.at,
    version: dialog.version,
    snapshot: step.snapshot,
    asked: null,
    timers: [],
  };
  // A conversation that is too deep loses its oldest frame.
  change(conversation, { stack: [...below, empty].slice(-conversation.turn.limits.frames) });
  return apply(conversation, empty, dialog, step);
}

/** Gives an event to the frame on top. */
export function deliver(conversation: Conversation, event: DialogEvent | { readonly type: string }): Delivery {
  const frame = topFrame(conversation);
  if (!frame) return untaken;
  const dialog = dialogOf(conversation, frame.dialog);
  countStep(conversation);
  const step = dialog.step(frame.snapshot, event);
  if (!step.taken) return untaken;
  return apply(conversation, frame, dialog, step);
}

/** Takes the top frame off and resumes the timers of the one below. */
export function dropTop(conversation: Conversation): void {
  const stack = conversation.partner.stack.slice(0, -1);
  const below = stack.at(-1);
  change(conversation, { stack: below ? [...stack.slice(0, -1), resumeTimers(below, conversation.turn.at)] : stack });
}

/** Replaces the frame on top. */
export function replaceTop(conversation: Conversation, frame: Frame): void {
  change(conversation, { stack: [...conversation.partner.stack.slice(0, -1), frame] });
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

function apply(conversation: Conversation, frame: Frame, dialog: Dialog, step: Step): Delivery {
  const { snapshot } = step;
  const asked = snapshot.value === frame.snapshot.value ? frame.asked : null;
  const acting: Acting = { conversation, frame, dialog, context: snapshot.context, asked, afterwards: [] };
  for (const action of step.actions) carryOut(acting, action);
  if (step.done) dropTop(conversation);
  else {
    const timers = timersAfter(conversation, frame, step);
    replaceTop(conversation, { ...frame, version: dialog.version, snapshot, asked: acting.asked, timers });
  }
  return { taken: true, done: step.done, uninterruptible: dialog.uninterruptible, afterwards: acting.afterwards };
}

function timersAfter(conversation: Conversation, frame: Frame, step: Step): readonly FrameTimer[] {
  if (step.started.length === 0 && step.cancelled.length === 0) return frame.timers;
  const gone = new Set([...step.cancelled, ...step.started.map((timer) => timer.id)]);
  const kept = frame.timers.filter((timer) => !gone.has(timer.id));
  return [...kept, ...step.started.map(({ id, ms }) => ({ id, due: conversation.turn.at + ms }))];
}
