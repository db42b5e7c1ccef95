import { otherSide } from '../../domain/couple.ts';
import type { Asked, Audience, Frame, Json, Role, SharedFrame } from '../../domain/frame.ts';
import { areNudgesPaused, handOffOf, hasConsent, isReachable, type Side, sides } from '../../domain/partner.ts';
import { withdraw } from '../couple/own-words.ts';
import { suits } from '../couple/suits.ts';
import { isFree, isQuiet } from '../free.ts';
import { type Conversation, change, conversationOf, countStep, nextId, type Turn } from '../turn.ts';
import type { Acting } from './action-kind.ts';
import { carryOut } from './actions.ts';
import type { Dialog, DialogEvent, Step } from './dialog.ts';
import { type Delivery, dialogOf, resumeTimers, suspendTimers, timersAfter, untaken } from './frame-parts.ts';
import { openedWith } from './opening.ts';

/** The shared frame of an id, as it stands now in this turn. */
export const sharedFrame = ({ frames }: Turn, id: string): SharedFrame | undefined =>
  frames.find((each) => each.id === id);

/** Opens a shared dialog for this partner; the other is drawn in by the first thing it has for them. */
export function openShared(
  conversation: Conversation,
  dialog: Dialog,
  input: Readonly<Record<string, Json>> = {},
): Delivery {
  const { turn, side } = conversation;
  const open = turn.frames.find((each) => each.dialog === dialog.name);
  // One at a time: a second of the same dialog takes the place of the first.
  if (open) endShared(turn, open.id);
  countStep(conversation);
  const step = dialog.start(input);
  const frame: SharedFrame = {
    id: nextId(conversation),
    dialog: dialog.name,
    opened: turn.at,
    version: dialog.version,
    snapshot: step.snapshot,
    asked: null,
    timers: [],
    first: side,
  };
  turn.frames = [...turn.frames, frame];
  pushReference(conversation, frame);
  return applyShared(conversation, frame, dialog, step);
}

/** Opens a shared dialog for both at once, for the one who begins and the other: what goes on with either waits below it. */
export function openForBoth(first: Conversation, second: Conversation, dialog: Dialog): Delivery {
  countStep(first);
  const step = dialog.start(openedWith(first, dialog, {}));
  const id = nextId(first);
  const frame: SharedFrame = {
    ...{ id, dialog: dialog.name, opened: first.turn.at, version: dialog.version },
    ...{ snapshot: step.snapshot, asked: null, timers: [], first: first.side },
  };
  first.turn.frames = [...first.turn.frames, frame];
  for (const each of [first, second]) pushReference(each, frame);
  return applyShared(first, frame, dialog, step);
}

/** Gives the shared machine what this partner said. Only who was asked can answer. */
export function deliverShared(
  conversation: Conversation,
  reference: Frame,
  event: DialogEvent | { readonly type: string },
): Delivery {
  const frame = sharedFrame(conversation.turn, reference.shared ?? '');
  return frame && reference.asked !== null ? stepShared(conversation, frame, event) : untaken;
}

/** The shared machine's timer has fired: it belongs to both, and nobody has said anything. */
export function fireShared(conversation: Conversation, frame: SharedFrame, timer: string): Delivery {
  const fired = { ...frame, timers: frame.timers.filter((each) => each.id !== timer) };
  replaceShared(conversation.turn, fired);
  return stepShared(conversation, fired, { type: timer });
}

/**
 * Takes a partner out of what these references are to, without a word to the other: to them it looks like silence, and the step's own
 * expiry ends it. Where nobody is left in it, it is over. Source: safety.md, "Two partners, one of them perhaps afraid".
 */
export function leaveShared(conversation: Conversation, references: readonly Frame[]): void {
  for (const { shared: id } of references) {
    if (id === undefined) continue;
    withdraw(conversation, id);
    noteLeft(conversation, id);
    dropReference(conversation, id);
    const other = conversationOf(conversation.turn, otherSide(conversation.side));
    if (!other || !hasReference(other, id)) endShared(conversation.turn, id);
  }
}

function noteLeft({ turn, side }: Conversation, id: string): void {
  const frame = sharedFrame(turn, id);
  if (frame) replaceShared(turn, { ...frame, left: [...(frame.left ?? []), side] });
}

/** Takes a shared frame, and both references to it, away. What lay below a reference goes on. */
export function endShared(turn: Turn, id: string): void {
  turn.frames = turn.frames.filter((each) => each.id !== id);
  for (const side of sides) {
    const conversation = conversationOf(turn, side);
    if (conversation) dropReference(conversation, id);
  }
}

/** Replaces a shared frame, in the couple. */
export function replaceShared(turn: Turn, frame: SharedFrame): void {
  turn.frames = turn.frames.map((each) => (each.id === frame.id ? frame : each));
}

function stepShared(
  conversation: Conversation,
  frame: SharedFrame,
  event: DialogEvent | { readonly type: string },
): Delivery {
  const dialog = dialogOf(conversation.turn, frame.dialog);
  countStep(conversation);
  // XState names its timers' events; all the others are said by somebody.
  const isSaid = !event.type.startsWith('xstate.');
  const heard = { ...event, by: roleOf(conversation, frame) } as DialogEvent;
  const step = dialog.step(frame.snapshot, isSaid ? heard : event);
  if (!step.taken) return untaken;
  // What was asked of this partner has its answer; after a timer nobody is asked any more.
  if (isSaid) setAsked(conversation, frame.id, null);
  else if (step.snapshot.value !== frame.snapshot.value)
    for (const side of sides) setAsked(conversationOf(conversation.turn, side), frame.id, null);
  return applyShared(conversation, frame, dialog, step);
}

function applyShared(conversation: Conversation, frame: SharedFrame, dialog: Dialog, step: Step): Delivery {
  const { turn } = conversation;
  const { snapshot } = step;
  const acting: Acting = {
    conversation,
    frame,
    dialog,
    context: snapshot.context,
    afterwards: [],
    audience: (to) => listeners(turn, frame, to),
    wait: (to, asked) => wait(turn, frame, to, asked),
  };
  for (const action of step.actions) carryOut(acting, action);
  if (step.done) endShared(turn, frame.id);
  else replaceShared(turn, { ...frame, version: dialog.version, snapshot, timers: timersAfter(frame, step, turn.at) });
  return { taken: true, done: step.done, uninterruptible: dialog.uninterruptible, afterwards: acting.afterwards };
}

const roleOf = ({ side }: Conversation, { first }: SharedFrame): Role => (side === first ? 'first' : 'second');

/** The sides of an audience. */
function sidesOf({ first }: SharedFrame, to: Audience = 'both'): readonly Side[] {
  const second = otherSide(first);
  return { first: [first], second: [second], both: [first, second] }[to];
}

/** Those of an audience who are in it and can take something now. For the others it is dropped; the step's expiry ends the wait. */
const listeners = (turn: Turn, frame: SharedFrame, to: Audience | undefined): readonly Conversation[] =>
  sidesOf(frame, to).flatMap((side) => {
    const conversation = conversationOf(turn, side);
    return conversation && isListening(conversation, frame) ? [conversation] : [];
  });

/** A question draws those in who can be; it is open for those who hear it, and none is for the others. */
function wait(turn: Turn, frame: SharedFrame, to: Audience | undefined, asked: Asked): void {
  for (const side of sidesOf(frame, to)) {
    const conversation = conversationOf(turn, side);
    if (!conversation) continue;
    if (canBeDrawnIn(conversation, frame)) pushReference(conversation, frame);
    setAsked(conversation, frame.id, isListening(conversation, frame) ? asked : null);
  }
}

/** Whether they are in this dialog, where it may be done, with nothing of their own above it. Who has just written gets an answer as always. */
function isListening(conversation: Conversation, { id, dialog }: SharedFrame): boolean {
  const { partner, turn, side } = conversation;
  if (partner.stack.at(-1)?.shared !== id || !hasConsent(partner, turn.at) || !suits(conversation, dialog))
    return false;
  const hasWritten = turn.event.type === 'message' && turn.event.side === side;
  return hasWritten ? handOffOf(partner) !== 'counselor' : isFree(conversation);
}

const canBeDrawnIn = (conversation: Conversation, { id, left = [] }: SharedFrame): boolean =>
  !left.includes(conversation.side) && isApproachable(conversation) && !hasReference(conversation, id);

/** As for a nudge: nothing else is going on, they are not away from it, and it is no quiet hour. */
export function isApproachable(conversation: Conversation): boolean {
  const { partner, turn } = conversation;
  if (!isFree(conversation) || partner.stack.length > 0) return false;
  if (!hasConsent(partner, turn.at) || !partner.addresses.some(isReachable)) return false;
  return !areNudgesPaused(partner, turn.at) && !isQuiet(conversation);
}

const hasReference = ({ partner }: Conversation, id: string): boolean =>
  [...partner.stack, ...partner.paused].some((each) => each.shared === id);

function pushReference(conversation: Conversation, frame: SharedFrame): void {
  const { partner, turn } = conversation;
  const reference: Frame = {
    id: nextId(conversation),
    dialog: frame.dialog,
    opened: turn.at,
    version: frame.version,
    snapshot: { value: '', context: {}, status: 'active' },
    asked: null,
    timers: [],
    shared: frame.id,
  };
  const below = partner.stack.map((each) => suspendTimers(each, turn.at));
  change(conversation, { stack: [...below, reference].slice(-turn.limits.frames) });
}

function setAsked(conversation: Conversation | undefined, id: string, asked: Asked | null): void {
  if (!conversation || !hasReference(conversation, id)) return;
  const set = (frame: Frame): Frame => (frame.shared === id ? { ...frame, asked } : frame);
  const { stack, paused } = conversation.partner;
  change(conversation, { stack: stack.map(set), paused: paused.map(set) });
}

function dropReference(conversation: Conversation, id: string): void {
  if (!hasReference(conversation, id)) return;
  const { partner, turn } = conversation;
  const wasOnTop = partner.stack.at(-1)?.shared === id;
  const stack = partner.stack.filter((each) => each.shared !== id);
  const top = stack.at(-1);
  change(conversation, {
    stack: wasOnTop && top ? [...stack.slice(0, -1), resumeTimers(top, turn.at)] : stack,
    paused: partner.paused.filter((each) => each.shared !== id),
  });
}
