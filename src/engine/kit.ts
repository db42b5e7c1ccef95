import { type AnyStateMachine, assign, setup } from 'xstate';
import { z } from 'zod';
import type { Json, Lane } from '../domain/frame.ts';
import type { Category, Level } from '../domain/screening.ts';

/**
 * What a dialog is written with. A dialog is one XState machine whose actions, guards and delays are all named and
 * carry only data, so that it can be drawn, searched, stored and compared. See CONTRIBUTING, "A new dialog".
 */
export { z };

/** What a machine hears. `value` is the answer as read: an option's id, a list of ids, a number, or the text. */
export type DialogEvent =
  | { readonly type: 'ANSWER'; readonly value: Json }
  /** The one re-ask was used up, or the question is quiet: what came could not be read. */
  | { readonly type: 'UNCLEAR' }
  | { readonly type: 'SKIP' }
  | { readonly type: 'BACK' };

/** What a machine can make happen. Keys are the dialog's own text ids; `with` names context fields for the text. */
export type DialogAction =
  | { readonly type: 'say'; readonly params: SayParams }
  | { readonly type: 'ask'; readonly params: AskParams }
  | { readonly type: 'fact'; readonly params: { readonly name: string; readonly from: string } }
  | { readonly type: 'setting'; readonly params: { readonly name: SettingName; readonly from: string } }
  | { readonly type: 'page'; readonly params: PageParams }
  | { readonly type: 'crisis'; readonly params: { readonly level: Level; readonly reason: 'answer' } }
  | { readonly type: 'open'; readonly params: { readonly from: string } }
  | { readonly type: 'finish'; readonly params: Record<string, never> };

/** What a partner can settle about the coach in a dialog; `engine/conversation/settings.ts` says what each value means. */
export const settingNames = [
  'consent',
  'language',
  'nudge-pause',
  'pin',
  'private-phone',
  'quiet-hours',
  'texts',
  'zone',
] as const;
export type SettingName = (typeof settingNames)[number];

export interface PageParams {
  readonly level: Level;
  readonly reason: 'answer' | 'silence';
  /** Where the dialog's context carries none. */
  readonly category?: Category;
}

export interface SayParams {
  readonly key: string;
  readonly with?: readonly string[];
  readonly lane?: Lane;
}

export interface AskParams extends SayParams {
  readonly quiet?: boolean;
}

export interface Action {
  readonly type: string;
  readonly params: object;
}
export interface Guard {
  readonly type: string;
  readonly params: object;
}

/** Says a text of this dialog. */
export const say = (key: string, options: Omit<SayParams, 'key'> = {}): Action => ({
  type: 'say',
  params: { key, ...options },
});
/** Says a question of this dialog and waits for its answer. Its state needs an `after` (its expiry). */
export const ask = (key: string, options: Omit<AskParams, 'key'> = {}): Action => ({
  type: 'ask',
  params: { key, ...options },
});
/** Keeps the answer in a context field. */
export const keep = (field: string): Action => ({ type: 'keep', params: { field } });
/** Sets a context field. */
export const set = (field: string, value: Json): Action => ({ type: 'set', params: { field, value } });
/** Stores a context field as a fact about this partner, when it is set. */
export const fact = (name: string, from: string = name): Action => ({ type: 'fact', params: { name, from } });
/** Settles something about the coach for this partner, as the context field says, when it is set. */
export const setting = (name: SettingName, from: string): Action => ({ type: 'setting', params: { name, from } });
/** Pages a human, under the dialog's own category (context field `category`) unless one is given. */
export const page = (level: Level, reason: 'answer' | 'silence', category?: Category): Action => ({
  type: 'page',
  params: { level, reason, ...(category ? { category } : {}) },
});
/** Pages a human and gives the crisis answer of the dialog's own category. */
export const crisis = (level: Level): Action => ({ type: 'crisis', params: { level, reason: 'answer' } });
/** Opens the dialog, or gives the command, that a context field names. The machine must be at its end. */
export const open = (from: string): Action => ({ type: 'open', params: { from } });
/** Remembers that this dialog was finished today: its nudge is not needed any more. */
export const finish = (): Action => ({ type: 'finish', params: {} });

/** The answer is this value, or one of a list that was given. */
export const answered = (value: Json): Guard => ({ type: 'answered', params: { value } });
/** The answer is a number from `floor` to `ceiling`. */
export const between = (floor: number, ceiling: number): Guard => ({ type: 'between', params: { floor, ceiling } });
/** The answer is a number above, or below, the number in a context field. */
export const above = (field: string): Guard => ({ type: 'above', params: { field } });
export const below = (field: string): Guard => ({ type: 'below', params: { field } });
/** A context field has this value. */
export const is = (field: string, value: Json): Guard => ({ type: 'is', params: { field, value } });

/** One way on: a state's name, or a target with a guard and actions. */
export type Transition =
  | string
  | { readonly target?: string; readonly guard?: Guard; readonly actions?: readonly Action[] };

/** A state of a dialog. */
export interface DialogState {
  readonly type?: 'final';
  readonly entry?: readonly Action[];
  readonly always?: readonly Transition[];
  readonly on?: Readonly<Partial<Record<DialogEvent['type'], readonly Transition[] | Transition>>>;
  readonly after?: Readonly<Record<string, readonly Transition[] | Transition>>;
}

export interface DialogSpec<Context extends Record<string, Json>> {
  /** Raise it with every change of the machine: stored frames of another version are migrated or restarted. */
  readonly version: number;
  /** Every field has a default. What a frame is opened with is laid over the defaults. */
  readonly context: z.ZodType<Context>;
  /** The lane of what it says; `reply` unless told otherwise. */
  readonly lane?: Lane;
  /** A crisis answer or a check: commands like PAUSE do not leave it, and count as an unclear answer. */
  readonly uninterruptible?: boolean;
  /** Named delays in ms. Each must be finite and above 0. */
  readonly delays?: Readonly<Record<string, number>>;
  readonly initial: string;
  readonly states: Readonly<Record<string, DialogState>>;
  /** Context of an older version, made one of this version; null restarts. Pure. */
  readonly migrate?: (
    context: Readonly<Record<string, Json>>,
    version: number,
  ) => { value: string; context: Context } | null;
}

/** A dialog as the engine runs it; its name is its file's name. */
export interface DialogDefinition {
  readonly version: number;
  readonly context: z.ZodType<Record<string, Json>>;
  readonly lane: Lane;
  readonly uninterruptible: boolean;
  readonly delays: Readonly<Record<string, number>>;
  readonly states: Readonly<Record<string, DialogState>>;
  readonly machine: AnyStateMachine;
  readonly migrate: DialogSpec<Record<string, Json>>['migrate'] | undefined;
}

interface Heard {
  readonly context: Readonly<Record<string, Json>>;
  readonly event: { readonly value?: Json };
}

/** How two numbers compare; 0 where one of them is none. */
const compared = (one: Json | undefined, other: Json | undefined): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : 0;

const guards = {
  answered: ({ event }: Heard, { value }: { value: Json }) =>
    event.value === value || (Array.isArray(event.value) && event.value.includes(value)),
  between: ({ event }: Heard, { floor, ceiling }: { floor: number; ceiling: number }) =>
    typeof event.value === 'number' && event.value >= floor && event.value <= ceiling,
  above: ({ context, event }: Heard, { field }: { field: string }) => compared(event.value, context[field]) > 0,
  below: ({ context, event }: Heard, { field }: { field: string }) => compared(event.value, context[field]) < 0,
  is: ({ context }: Heard, { field, value }: { field: string; value: Json }) => context[field] === value,
};

const nothing = () => {};
const actions = {
  say: nothing,
  ask: nothing,
  fact: nothing,
  setting: nothing,
  page: nothing,
  crisis: nothing,
  open: nothing,
  finish: nothing,
  keep: assign((({ event }: Heard, { field }: { field: string }) => ({ [field]: event.value ?? null })) as never),
  set: assign(((_: Heard, { field, value }: { field: string; value: Json }) => ({ [field]: value })) as never),
};

/** Whether a guard lets an event through. Pure. */
export function guardPasses(guard: Guard, heard: Heard): boolean {
  const check = guards[guard.type as keyof typeof guards] as (heard: Heard, params: never) => boolean;
  return check(heard, guard.params as never);
}

/** Names of everything a machine may use; anything else is refused at load. */
export const vocabulary = { actions: Object.keys(actions), guards: Object.keys(guards) };

/** Makes a dialog of its description. The machine is created once, here. */
export function defineDialog<Context extends Record<string, Json>>(spec: DialogSpec<Context>): DialogDefinition {
  const defaults = spec.context.parse({});
  const config = {
    id: 'dialog',
    initial: spec.initial,
    // Tolerates no input: XState runs it again on every plain transition().
    context: ({ input }: { input?: Record<string, Json> }) => ({ ...defaults, ...input }),
    states: spec.states,
    // A circle of `always` ends as an error instead of never.
    options: { maxIterations: 50 },
  };
  const parts = { actions, guards, delays: spec.delays ?? {} };
  const machine = setup(parts as never).createMachine(config as never) as unknown as AnyStateMachine;
  return {
    version: spec.version,
    context: spec.context as unknown as z.ZodType<Record<string, Json>>,
    lane: spec.lane ?? 'reply',
    uninterruptible: spec.uninterruptible ?? false,
    delays: spec.delays ?? {},
    states: spec.states,
    machine,
    migrate: spec.migrate as DialogDefinition['migrate'],
  };
}

/** A state that asks: where an answer, SKIP, BACK, an unclear answer and silence lead. */
export function question(
  key: string,
  ways: {
    readonly keep?: string;
    /** Also stored as a fact of the field's name. */
    readonly fact?: boolean;
    readonly next: readonly Transition[] | string;
    readonly skip?: string;
    readonly back?: string;
    readonly unclear?: Transition;
    readonly expiry: Readonly<Record<string, readonly Transition[] | Transition>>;
    readonly ask?: Omit<AskParams, 'key'>;
    readonly before?: readonly Action[];
  },
): DialogState {
  const kept = ways.keep ? [keep(ways.keep), ...(ways.fact ? [fact(ways.keep)] : [])] : [];
  const next = typeof ways.next === 'string' ? [ways.next] : ways.next;
  const on: Record<string, readonly Transition[]> = {
    ANSWER: next.map((way) =>
      typeof way === 'string' ? { target: way, actions: kept } : { ...way, actions: [...kept, ...(way.actions ?? [])] },
    ),
  };
  if (ways.skip) on['SKIP'] = [ways.skip];
  if (ways.back) on['BACK'] = [ways.back];
  if (ways.unclear) on['UNCLEAR'] = [ways.unclear];
  return { entry: [...(ways.before ?? []), ask(key, ways.ask)], on, after: ways.expiry };
}

/** ms of a number of minutes. */
export const minutes = (count: number): number => count * 60_000;
/** ms of a number of hours. */
export const hours = (count: number): number => count * 3_600_000;
