import type { Frame, Json } from '../../domain/frame.ts';
import { keepKnown } from '../crisis/talk.ts';
import { type Conversation, change, countStep, nextId } from '../turn.ts';
import type { Acting } from './action-kind.ts';
import { carryOut } from './actions.ts';
import type { Dialog, DialogEvent, Step } from './dialog.ts';
import { type Delivery, dialogOf, resumeTimers, suspendTimers, timersAfter, untaken } from './frame-parts.ts';
import { openedWith } from './opening.ts';
import { deliverShared, openShared } from './shared.ts';

/** The frame on top of the conversation. */
export const topFrame = (conversation: Conversation): Frame | undefined => conversation.partner.stack.at(-1);

/** Opens a dialog on top; what lies below is suspended. */
export function openFrame(
  conversation: Conversation,
  name: string,
  given: Readonly<Record<string, Json>> = {},
): Delivery {
  const dialog = dialogOf(conversation.turn, name);
  const input = openedWith(conversation, dialog, given);
  if (dialog.shared) return openShared(conversation, dialog, input);
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
  if (frame.shared !== undefined) return deliverShared(conversation, frame, event);
  const dialog = dialogOf(conversation.turn, frame.dialog);
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

function apply(conversation: Conversation, frame: Frame, dialog: Dialog, step: Step): Delivery {
  const { snapshot } = step;
  let asked = snapshot.value === frame.snapshot.value ? frame.asked : null;
  const acting: Acting = {
    conversation,
    frame,
    dialog,
    context: snapshot.context,
    afterwards: [],
    audience: () => [conversation],
    wait(_, next) {
      asked = next;
    },
  };
  for (const action of step.actions) carryOut(acting, action);
  keepKnown(conversation, snapshot.context['known']);
  if (step.done) dropTop(conversation);
  else {
    const timers = timersAfter(frame, step, conversation.turn.at);
    replaceTop(conversation, { ...frame, version: dialog.version, snapshot, asked, timers });
  }
  return { taken: true, done: step.done, uninterruptible: dialog.uninterruptible, afterwards: acting.afterwards };
}
