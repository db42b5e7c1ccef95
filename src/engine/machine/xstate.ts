import { type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine, assign, createActor, setup } from 'xstate';
import { CoachError } from '../../domain/errors.ts';
import type { FrameSnapshot, Json } from '../../domain/frame.ts';
import { createLru } from '../../domain/lru.ts';
import { actions, isCarriedOut } from './actions.ts';
import type { Action, DialogDefinition, Step, Stepper } from './dialog.ts';
import { guards } from './guards.ts';

interface RawAction {
  readonly type: string;
  readonly params?: unknown;
}
interface Raised {
  readonly id: string;
  readonly delay?: number;
}

/** Beginnings of one dialog that are remembered. */
const mostBeginnings = 50;

/** XState's machine of a dialog, made once: it costs 0.3 to 0.5 ms. */
export function machineOf({ context, delays, initial, states }: DialogDefinition): AnyStateMachine {
  const defaults = context.parse({}) as FrameSnapshot['context'];
  const config = {
    id: 'dialog',
    initial,
    // Tolerates no input: XState runs it again on every plain transition().
    context: ({ input }: { input?: FrameSnapshot['context'] }) => ({ ...defaults, ...input }),
    states,
    // A circle of `always` ends as an error instead of never.
    options: { maxIterations: 50 },
  };
  const parts = { actions: machineActions, guards: machineGuards, delays };
  return setup(parts as never).createMachine(config as never) as unknown as AnyStateMachine;
}

/** What the machine does itself is an assign; what the engine carries out is a name to it. */
const machineActions = mapped(actions as Readonly<Record<string, { readonly assigns?: unknown }>>, ({ assigns }) =>
  typeof assigns === 'function' ? assign(assigns as never) : () => {},
);
const machineGuards = mapped(guards as Readonly<Record<string, { readonly passes: unknown }>>, ({ passes }) => passes);

function mapped<From, To>(table: Readonly<Record<string, From>>, make: (from: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(table).map(([name, from]) => [name, make(from)]));
}

/**
 * Makes the stepper of a machine: it holds one scope, reused, where plain `transition()` makes an actor each time. @throws CoachError from each step: `DELAY_INVALID`, `DIALOG_INVALID`.
 */
export function createStepper(machine: AnyStateMachine): Stepper {
  let emitted: RawAction[] = [];
  // A dialog begins the same each time with the same input, of which there are few: who opened it, what a crisis is about.
  const beginnings = createLru<Step>(mostBeginnings);
  const scope = inertScope(machine, (action) => emitted.push(action));

  const collect = (before: AnyMachineSnapshot | null, after: AnyMachineSnapshot): Step => {
    if (after.status === 'error') throw invalid('a machine failed while it was stepped', after.error);
    return sort(machine, emitted, before, after);
  };
  return {
    start(input) {
      const key = JSON.stringify(input);
      const known = beginnings.get(key);
      if (known) return known;
      emitted = [];
      const step = collect(null, machine.getInitialSnapshot(scope, input) as AnyMachineSnapshot);
      beginnings.set(key, step);
      return step;
    },
    step(stored, event) {
      emitted = [];
      const before = Stepped.of(machine, stored) ?? restore(machine, stored);
      try {
        return collect(before, machine.transition(before, event, scope) as AnyMachineSnapshot);
      } catch (error) {
        throw error instanceof CoachError ? error : invalid('a machine failed while it was stepped', error);
      }
    },
  };
}

/**
 * A snapshot that was stepped in this process: it knows XState's own, so that only what was read from a store is restored. It is
 * stored as what can be seen of it, and a copy of it is a stored one.
 */
class Stepped implements FrameSnapshot {
  readonly value: Json;
  readonly context: FrameSnapshot['context'];
  readonly status: string;
  readonly #machine: AnyStateMachine;
  readonly #own: AnyMachineSnapshot;

  constructor(machine: AnyStateMachine, own: AnyMachineSnapshot) {
    this.value = own.value as Json;
    this.context = own.context as FrameSnapshot['context'];
    this.status = own.status;
    this.#machine = machine;
    this.#own = own;
  }

  /** XState's own snapshot behind a frame's, where this very machine has stepped it. */
  static of(machine: AnyStateMachine, snapshot: FrameSnapshot): AnyMachineSnapshot | undefined {
    return #own in snapshot && snapshot.#machine === machine ? snapshot.#own : undefined;
  }
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

function sort(
  machine: AnyStateMachine,
  emitted: readonly RawAction[],
  before: AnyMachineSnapshot | null,
  after: AnyMachineSnapshot,
): Step {
  const wanted: Action[] = [];
  const started: { id: string; ms: number }[] = [];
  const cancelled: string[] = [];
  for (const action of emitted) {
    if (isCarriedOut(action.type)) wanted.push(action as Action);
    else if (action.type === 'xstate.cancel') cancelled.push((action.params as { sendId: string }).sendId);
    else if (action.type === 'xstate.raise') startTimer(action.params as Raised, started);
    else throw invalid(`unknown action ${action.type}`);
  }
  const snapshot = new Stepped(machine, after);
  // A way that leads nowhere and changes nothing was taken all the same where it does something.
  const taken = after !== before || wanted.length > 0;
  return { snapshot, actions: wanted, started, cancelled, taken, done: after.status === 'done' };
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
