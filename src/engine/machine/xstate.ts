import { type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate';
import { CoachError } from '../../domain/errors.ts';
import type { FrameSnapshot, Json } from '../../domain/frame.ts';
import type { DialogAction, DialogEvent } from '../kit.ts';

/** One step of a machine: its new state, what it wants done in order, and its timers. */
export interface Step {
  readonly snapshot: FrameSnapshot;
  readonly actions: readonly DialogAction[];
  /** Timers that began, ms from now, and those that ended. A timer's id is also the event it fires. */
  readonly started: readonly { readonly id: string; readonly ms: number }[];
  readonly cancelled: readonly string[];
  /** False when no transition took the event. */
  readonly taken: boolean;
  readonly done: boolean;
}

/** Steps one machine: pure to its caller. Holds one scope, reused, where plain `transition()` makes an actor each time. */
export interface Stepper {
  start(input: Readonly<Record<string, Json>>): Step;
  /** A timer's event is `{type: id}`. */
  step(snapshot: FrameSnapshot, event: DialogEvent | { readonly type: string }): Step;
}

interface RawAction {
  readonly type: string;
  readonly params?: unknown;
}
interface Raised {
  readonly id: string;
  readonly delay?: number;
}

const ours = new Set<string>(['say', 'ask', 'fact', 'setting', 'page', 'crisis', 'open', 'finish']);

/** Makes the stepper of a machine. @throws CoachError from each step: `DELAY_INVALID`, `DIALOG_INVALID`. */
export function createStepper(machine: AnyStateMachine): Stepper {
  let emitted: RawAction[] = [];
  const scope = inertScope(machine, (action) => emitted.push(action));

  const collect = (before: AnyMachineSnapshot | null, after: AnyMachineSnapshot): Step => {
    if (after.status === 'error') throw invalid('a machine failed while it was stepped', after.error);
    return sort(emitted, before, after);
  };
  return {
    start(input) {
      emitted = [];
      return collect(null, machine.getInitialSnapshot(scope, input) as AnyMachineSnapshot);
    },
    step(stored, event) {
      emitted = [];
      const before = restore(machine, stored);
      try {
        return collect(before, machine.transition(before, event, scope) as AnyMachineSnapshot);
      } catch (error) {
        throw error instanceof CoachError ? error : invalid('a machine failed while it was stepped', error);
      }
    },
  };
}

/** A stored snapshot as XState's own. */
export function restore(machine: AnyStateMachine, stored: FrameSnapshot): AnyMachineSnapshot {
  const full = { ...stored, children: {}, historyValue: {} };
  return machine.restoreSnapshot(full as never, null as never) as AnyMachineSnapshot;
}

/** An actor scope that runs nothing: the one of XState's pure `transition()`, made once. */
function inertScope(machine: AnyStateMachine, emit: (action: RawAction) => void): AnyActorScope {
  const self = createActor(machine);
  const scope = {
    self,
    id: '',
    sessionId: '',
    system: self.system,
    defer: () => {},
    logger: () => {},
    stopChild: () => {},
    emit: () => {},
    actionExecutor: emit,
  };
  return scope as unknown as AnyActorScope;
}

function sort(emitted: readonly RawAction[], before: AnyMachineSnapshot | null, after: AnyMachineSnapshot): Step {
  const actions: DialogAction[] = [];
  const started: { id: string; ms: number }[] = [];
  const cancelled: string[] = [];
  for (const action of emitted) {
    if (ours.has(action.type)) actions.push(action as DialogAction);
    else if (action.type === 'xstate.cancel') cancelled.push((action.params as { sendId: string }).sendId);
    else if (action.type === 'xstate.raise') startTimer(action.params as Raised, started);
    else throw invalid(`unknown action ${action.type}`);
  }
  const snapshot = {
    value: after.value as Json,
    context: after.context as FrameSnapshot['context'],
    status: after.status,
  };
  return { snapshot, actions, started, cancelled, taken: after !== before, done: after.status === 'done' };
}

function startTimer(raised: Raised, started: { id: string; ms: number }[]): void {
  const ms = raised.delay;
  if (typeof ms !== 'number' || !Number.isFinite(ms) || ms <= 0) {
    throw new CoachError('DELAY_INVALID', 'A delay must be a finite number of ms above 0; see the dialog’s `delays`.');
  }
  started.push({ id: raised.id, ms });
}

const invalid = (what: string, cause?: unknown): CoachError =>
  new CoachError('DIALOG_INVALID', `${what}; dialogs use only what engine/kit offers.`, {}, cause);
