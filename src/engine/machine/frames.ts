import { CoachError } from '../../domain/errors.ts';
import type { Asked, Frame, FrameTimer, Json } from '../../domain/frame.ts';
import { localDate } from '../../domain/local-time.ts';
import type { About, Category, Level } from '../../domain/screening.ts';
import { applySetting } from '../conversation/settings.ts';
import type { AskParams, DialogAction, DialogEvent, SayParams } from '../kit.ts';
import { change, countStep, nextId, pageHuman, rememberFact, send, type Turn } from '../turn.ts';
import type { Dialog } from './dialogs.ts';
import type { Step } from './xstate.ts';

/** What a dialog asked the conductor to do once it has ended. */
export type Afterwards =
  | { readonly type: 'open'; readonly what: string }
  | {
      readonly type: 'crisis';
      readonly level: Level;
      readonly category: Category;
      readonly about: About;
      readonly reason: 'answer';
    };

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
export const topFrame = (turn: Turn): Frame | undefined => turn.partner.stack.at(-1);

/** The dialog of a name. @throws CoachError `DIALOG_UNKNOWN` */
export function dialogOf(turn: Turn, name: string): Dialog {
  const dialog = turn.dialogs.get(name);
  if (!dialog) throw new CoachError('DIALOG_UNKNOWN', `There is no dialogs/${name}.`, { dialog: name });
  return dialog;
}

/** Opens a dialog on top; what lies below is suspended. */
export function openFrame(turn: Turn, name: string, input: Readonly<Record<string, Json>> = {}): Delivery {
  const dialog = dialogOf(turn, name);
  const below = turn.partner.stack.map((frame) => suspendTimers(frame, turn.at));
  countStep(turn);
  const step = dialog.start(input);
  const empty: Frame = {
    id: nextId(turn),
    dialog: name,
    opened: turn.at,
    version: dialog.version,
    snapshot: step.snapshot,
    asked: null,
    timers: [],
  };
  // A conversation that is too deep loses its oldest frame.
  change(turn, { stack: [...below, empty].slice(-turn.limits.frames) });
  return apply(turn, empty, dialog, step);
}

/** Gives an event to the frame on top. */
export function deliver(turn: Turn, event: DialogEvent | { readonly type: string }): Delivery {
  const frame = topFrame(turn);
  if (!frame) return untaken;
  const dialog = dialogOf(turn, frame.dialog);
  countStep(turn);
  const step = dialog.step(frame.snapshot, event);
  if (!step.taken) return untaken;
  return apply(turn, frame, dialog, step);
}

/** Takes the top frame off and resumes the timers of the one below. */
export function dropTop(turn: Turn): void {
  const stack = turn.partner.stack.slice(0, -1);
  const below = stack.at(-1);
  change(turn, { stack: below ? [...stack.slice(0, -1), resumeTimers(below, turn.at)] : stack });
}

/** Replaces the frame on top. */
export function replaceTop(turn: Turn, frame: Frame): void {
  change(turn, { stack: [...turn.partner.stack.slice(0, -1), frame] });
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

function apply(turn: Turn, frame: Frame, dialog: Dialog, step: Step): Delivery {
  const afterwards: Afterwards[] = [];
  let asked: Asked | null = step.snapshot.value === frame.snapshot.value ? frame.asked : null;
  for (const action of step.actions) {
    if (action.type === 'ask') asked = askedBy(dialog, action.params, step);
    carryOut(turn, frame, dialog, action, step, afterwards);
  }
  if (step.done) dropTop(turn);
  else
    replaceTop(turn, {
      ...frame,
      version: dialog.version,
      snapshot: step.snapshot,
      asked,
      timers: timersAfter(turn, frame, step),
    });
  return { taken: true, done: step.done, uninterruptible: dialog.uninterruptible, afterwards };
}

function timersAfter(turn: Turn, frame: Frame, step: Step): readonly FrameTimer[] {
  if (step.started.length === 0 && step.cancelled.length === 0) return frame.timers;
  const gone = new Set([...step.cancelled, ...step.started.map((timer) => timer.id)]);
  const kept = frame.timers.filter((timer) => !gone.has(timer.id));
  return [...kept, ...step.started.map(({ id, ms }) => ({ id, due: turn.at + ms }))];
}

function carryOut(
  turn: Turn,
  frame: Frame,
  dialog: Dialog,
  action: DialogAction,
  step: Step,
  afterwards: Afterwards[],
): void {
  const { context } = step.snapshot;
  const category = context['category'] as Category;
  const about = (context['about'] ?? 'self') as About;
  switch (action.type) {
    case 'say':
    case 'ask':
      // A question that others may read is for now: it must not light the phone when a provider comes back.
      if (action.type === 'ask' && action.params.quiet) turn.expiresAt = turn.at + turn.limits.quietQuestion;
      return send(
        turn,
        laneOf(dialog, action.params),
        `${dialog.name}.${action.params.key}`,
        textParams(action.params, step),
      );
    case 'fact': {
      const value = context[action.params.from] ?? null;
      return value === null ? undefined : rememberFact(turn, action.params.name, value);
    }
    case 'setting':
      return applySetting(turn, action.params.name, context[action.params.from] ?? null);
    case 'page':
      return pageHuman(turn, { category, ...action.params, about });
    case 'crisis':
      afterwards.push({ type: 'crisis', ...action.params, category, about });
      return;
    case 'open':
      afterwards.push({ type: 'open', what: String(context[action.params.from]) });
      return;
    case 'finish':
      change(turn, {
        finished: { ...turn.partner.finished, [dialog.name]: localDate(frame.opened, turn.partner.zone) },
      });
      return;
  }
}

const laneOf = (dialog: Dialog, params: SayParams) => params.lane ?? dialog.lane;

function textParams(params: SayParams, step: Step): Record<string, string | number> {
  const taken: Record<string, string | number> = {};
  for (const field of params.with ?? []) {
    const value = step.snapshot.context[field];
    if (typeof value === 'string' || typeof value === 'number') taken[field] = value;
  }
  return taken;
}

function askedBy(dialog: Dialog, params: AskParams, step: Step): Asked {
  return {
    key: `${dialog.name}.${params.key}`,
    params: textParams(params, step),
    // A question asked again is a reply, even where it was first asked by a nudge.
    lane: laneOf(dialog, params) === 'nudge' ? 'reply' : laneOf(dialog, params),
    quiet: params.quiet ?? false,
    reasked: false,
  };
}
