import type { z } from 'zod';
import type { Exercise } from '../../domain/exercise.ts';
import type { Audience, FrameSnapshot, Json, Lane, Role } from '../../domain/frame.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Rhythm } from '../../domain/partner.ts';

/**
 * What a machine hears. `value` is the answer as read: an option's id, a list of ids, a number, or the text; `note` is what
 * was written behind it, or the text where any words are the answer; `flaws` is what speaks against passing such words on.
 */
export type DialogEvent = (
  | { readonly type: 'ANSWER'; readonly value: Json; readonly note?: string; readonly flaws?: readonly string[] }
  /** The one re-ask was used up, or the question is quiet: what came could not be read. */
  | { readonly type: 'UNCLEAR' }
  /** In a crisis: something was told beside the question, and no answer to it. */
  | { readonly type: 'TOLD' }
  /** The same, where the question still stands. */
  | { readonly type: 'NOTED' }
  | { readonly type: 'SKIP' }
  | { readonly type: 'BACK' }
) & {
  /** Who said it, in a shared dialog. */
  readonly by?: Role;
  /** What the words told, by the names of `tells.yaml`. */
  readonly tells?: readonly string[];
};

/** What an action or a guard needs of a context: a field, and a value that the field must be able to have. */
export interface Use {
  readonly field: string;
  readonly value?: unknown;
}

/** Every use of a context's fields, each with the values it can have. */
export type UsesOf<Context> = string extends keyof Context
  ? never
  : { [Field in keyof Context & string]: { readonly field: Field; readonly value?: Context[Field] } }[keyof Context &
      string];

/** The use of one of some fields. */
export type UseOf<Field extends string> = { [Name in Field]: { readonly field: Name } }[Field];

/** Something a dialog does, by its name in `actions.ts`. `uses` is for TypeScript alone and never there. */
export interface Action<Uses extends Use = Use> {
  readonly type: string;
  readonly params: object;
  readonly uses?: { readonly action: Uses };
}

/** A condition of a transition, by its name in `guards.ts`. `uses` is for TypeScript alone and never there. */
export interface Guard<Uses extends Use = Use> {
  readonly type: string;
  readonly params: object;
  readonly uses?: { readonly guard: Uses };
}

/** One way on: a state's name, or a target with a guard and actions. Without a target the state is not left. */
export type Transition<Uses extends Use = Use, State extends string = string> =
  | State
  | { readonly target?: State; readonly guard?: Guard<Uses>; readonly actions?: readonly Action<Uses>[] };

type Transitions<Uses extends Use, State extends string> = readonly Transition<Uses, State>[] | Transition<Uses, State>;

/** A state of a dialog. */
export interface DialogState<Uses extends Use = Use, State extends string = string, Delay extends string = string> {
  readonly type?: 'final';
  readonly entry?: readonly Action<Uses>[];
  readonly always?: readonly Transition<Uses, State>[];
  readonly on?: Readonly<Partial<Record<DialogEvent['type'], Transitions<Uses, State>>>>;
  readonly after?: Readonly<Partial<Record<Delay, Transitions<Uses, State>>>>;
}

/** A state that asks, in the short form: where an answer, SKIP, BACK, an unclear answer and silence lead. */
export interface QuestionState<Uses extends Use = Use, State extends string = string, Delay extends string = string> {
  readonly question: string;
  /** The context field that keeps the answer. */
  readonly keep?: Uses['field'];
  /** Also stored as a fact of the field's name. */
  readonly fact?: boolean;
  /** The context field, and fact of its name, to which words are added that are written behind the answer. */
  readonly note?: Uses['field'];
  readonly next: readonly Transition<Uses, State>[] | State;
  readonly skip?: State;
  readonly back?: State;
  readonly unclear?: Transition<Uses, State>;
  readonly expiry: Readonly<Partial<Record<Delay, Transitions<Uses, State>>>>;
  readonly ask?: {
    readonly with?: readonly Uses['field'][];
    readonly lane?: Lane;
    readonly quiet?: boolean;
    readonly offers?: true;
    readonly only?: readonly Uses['field'][];
    readonly to?: Audience;
  };
  readonly before?: readonly Action<Uses>[];
}

/** A state as a dialog writes it. */
export type AnyState<Uses extends Use, State extends string, Delay extends string> =
  | DialogState<Uses, State, Delay>
  | QuestionState<Uses, State, Delay>;

/** A dialog that is opened by itself for each partner: how often, and when on their clock (`HH:MM`). */
export interface OwnNudge {
  readonly every: Rhythm;
  readonly at: `${number}:${number}`;
}

/** A dialog as the engine runs it: data alone. Its name is its file's name. */
export interface DialogDefinition {
  readonly version: number;
  readonly context: z.ZodObject;
  readonly lane: Lane;
  readonly uninterruptible: boolean;
  readonly delays: Readonly<Record<string, number>>;
  readonly initial: string;
  /** Whether both partners are in it: one frame in the couple. */
  readonly shared: boolean;
  /** The state of its ordinary ending, where it is shared. */
  readonly ending?: string;
  /** Fields that hold what each has approved until the other is shown it: gone when its writer leaves or takes it back. */
  readonly own?: Readonly<Record<Role, readonly string[]>>;
  /** What it says of itself, where it is an exercise. No stored conversation depends on it. */
  readonly exercise?: Exercise;
  /** When it is among what is offered first. */
  readonly fits?: readonly Moment[];
  /** How often it is opened by itself. No stored conversation depends on it. */
  readonly nudge?: OwnNudge;
  /** Its word opens it anew where it is open. */
  readonly anew?: boolean;
  /** Context fields that it is opened with out of the partner's own book, and under which name each stands there. */
  readonly recalls?: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, DialogState>>;
  readonly migrate: Migrate | undefined;
}

/** Context of an older version, made one of this version; null restarts. Pure. */
export type Migrate<Context = Readonly<Record<string, Json>>, State extends string = string> = (
  context: Readonly<Record<string, Json>>,
  version: number,
) => { readonly value: State; readonly context: Context } | null;

/** One step of a machine: its new state, what it wants done in order, and its timers. */
export interface Step {
  readonly snapshot: FrameSnapshot;
  readonly actions: readonly Action[];
  /** Timers that began, ms from now, and those that ended. A timer's id is also the event it fires. */
  readonly started: readonly { readonly id: string; readonly ms: number }[];
  readonly cancelled: readonly string[];
  /** False when no transition took the event. */
  readonly taken: boolean;
  readonly done: boolean;
}

/** Steps one machine: pure to its caller. */
export interface Stepper {
  start(input: Readonly<Record<string, Json>>): Step;
  /** A timer's event is `{type: id}`. */
  step(snapshot: FrameSnapshot, event: DialogEvent | { readonly type: string }): Step;
}

/** A dialog ready to run: its definition, its name, its stepper. */
export interface Dialog extends DialogDefinition, Stepper {
  readonly name: string;
}

export type Dialogs = ReadonlyMap<string, Dialog>;

/** Whether a state asks a question. Pure. */
export const asks = (node: DialogState): boolean => (node.entry ?? []).some((action) => action.type === 'ask');

/** Every transition out of a state, by what leads there: `always`, an event, `after` and its delay. Pure. */
export function transitionsBy(node: DialogState): readonly (readonly [string, readonly Transition[]])[] {
  return [
    ['always', node.always ?? []],
    ...Object.entries(node.on ?? {}).map(([event, transitions]) => [event, listed(transitions)] as const),
    ...Object.entries(node.after ?? {}).map(([delay, transitions]) => [delay, listed(transitions)] as const),
  ];
}

const listed = (transitions: readonly Transition[] | Transition | undefined): readonly Transition[] =>
  transitions === undefined ? [] : ([transitions].flat() as readonly Transition[]);

/** Every transition out of a state. Pure. */
export const transitionsOf = (node: DialogState): readonly Transition[] =>
  transitionsBy(node).flatMap(([, transitions]) => transitions);

/** Every action a state or its transitions can take. Pure. */
export function actionsOf(node: DialogState): readonly Action[] {
  const onTheWay = transitionsOf(node).flatMap((each) => (typeof each === 'string' ? [] : (each.actions ?? [])));
  return [...(node.entry ?? []), ...onTheWay];
}
