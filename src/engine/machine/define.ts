import type { z } from 'zod';
import type { Exercise } from '../../domain/exercise.ts';
import type { Lane, Role } from '../../domain/frame.ts';
import type { Moment } from '../../domain/moment.ts';
import type {
  AnyState,
  DialogDefinition,
  DialogState,
  Migrate,
  OwnNudge,
  QuestionState,
  Use,
  UsesOf,
} from './dialog.ts';
import { ask, fact, keep, note } from './vocabulary.ts';

/** What a dialog is described with. TypeScript takes fields from `context`, states from `states`, delays from `delays`. */
export interface DialogSpec<Schema extends z.ZodObject, State extends string, Delay extends string> {
  /** Raise it with every change of the machine: stored frames of another version are migrated or restarted. */
  readonly version: number;
  /** Every field has a default. What a frame is opened with is laid over the defaults. */
  readonly context: Schema;
  /** The lane of what it says; `reply` unless told otherwise. */
  readonly lane?: Lane;
  /** A crisis answer or a check: commands like PAUSE do not leave it, and count as an unclear answer. */
  readonly uninterruptible?: boolean;
  /**
   * Both partners are in it. Every wait leads to this state, its ordinary ending, when time alone goes by: STOP, PAUSE, a crisis and
   * absence of one look alike to the other. `own`: the fields that hold what each has approved until the other is shown it; when its
   * writer leaves or takes it back they are as they began, as if nothing had been written.
   */
  readonly shared?: {
    readonly ending: NoInfer<State>;
    readonly own?: Readonly<Record<Role, readonly (keyof z.output<Schema> & string)[]>>;
  };
  /** It is an exercise: who may not do it, how long it takes, what crosses to the other. */
  readonly exercise?: Exercise;
  /**
   * It is opened by itself for each partner, on a day that is drawn from their own id, and never in quiet hours. A context field `by` is
   * then `nudge`.
   */
  readonly nudge?: OwnNudge;
  /**
   * Context fields that are opened with what stands in the partner's own book, by its name there (`dialog.field`, see `remember`). Where
   * nothing stands there, or nothing that the field can be, it has its default. In no shared dialog: the book is one partner's alone.
   */
  readonly recalls?: { readonly [Field in keyof z.output<Schema>]?: string };
  /** When it fits a partner, where things to do are offered a few at a time: what fits now comes first. */
  readonly fits?: readonly Moment[];
  /** Its word opens it anew where it is open: all that was answered stands in the own book, and is shown at once. */
  readonly anew?: true;
  /** Named delays in ms. Each must be finite and above 0. */
  readonly delays?: Readonly<Record<Delay, number>>;
  readonly initial: NoInfer<State>;
  readonly states: { readonly [Name in State]: AnyState<UsesOf<z.output<Schema>>, NoInfer<State>, NoInfer<Delay>> };
  readonly migrate?: Migrate<z.output<Schema>, NoInfer<State>>;
}

/** Makes a dialog of its description. Pure. Its names are checked when it is loaded (`check.ts`). */
export function defineDialog<
  const Schema extends z.ZodObject,
  const State extends string,
  const Delay extends string = never,
>(spec: DialogSpec<Schema, State, Delay>): DialogDefinition {
  const {
    version,
    context,
    lane = 'reply',
    uninterruptible = false,
    delays = {},
    initial,
    migrate,
    shared,
    exercise,
    nudge,
    recalls,
    fits,
    anew,
    states,
    // A part that is not known stays in the dialog, where the check finds it.
    ...rest
  } = spec;
  const whole = Object.entries<AnyState<Use, string, string>>(states).map(([name, state]) => [name, full(state)]);
  return {
    ...rest,
    version,
    context,
    lane,
    uninterruptible,
    delays,
    initial,
    shared: shared !== undefined,
    ...(shared ? { ending: shared.ending } : {}),
    ...(shared?.own ? { own: shared.own } : {}),
    ...(exercise ? { exercise } : {}),
    ...(fits ? { fits } : {}),
    ...(nudge ? { nudge } : {}),
    ...(recalls ? { recalls: recalls as Readonly<Record<string, string>> } : {}),
    ...(anew ? { anew } : {}),
    states: Object.fromEntries(whole),
    migrate: migrate as Migrate | undefined,
  };
}

/** A state that asks: where an answer, SKIP, BACK, an unclear answer and silence lead. Pure. */
export const question = <const State extends Omit<QuestionState, 'question'>>(
  key: string,
  state: State & Only<State, QuestionState> & { readonly ask?: Only<State['ask'], QuestionState['ask']> },
) => ({ ...(state as State), question: key });

/** States that a dialog for two has twice, once for each turn: their names with the turn's name behind. Pure. */
export const inTurn = <const Turn extends string, const States extends Readonly<Record<string, object>>>(
  turn: Turn,
  states: States,
) =>
  Object.fromEntries(Object.entries(states).map(([name, state]) => [`${name}${turn}`, state])) as {
    readonly [Name in keyof States & string as `${Name}${Turn}`]: States[Name];
  };

/** TypeScript refuses a part that is not known: a type that is inferred would take any. */
type Only<Given, Known> = {
  readonly [Part in keyof Given]: Part extends keyof NonNullable<Known> ? Given[Part] : never;
};

function full(state: AnyState<Use, string, string>): DialogState {
  if (!('question' in state)) return state;
  // A part that is not known stays in the state, where the check finds it.
  const {
    question: key,
    keep: field,
    fact: told,
    note: noted,
    next,
    skip,
    back,
    unclear,
    expiry,
    ask: how,
    before = [],
    ...rest
  } = state;
  const kept = [
    ...(field ? [keep(field), ...(told ? [fact(field)] : [])] : []),
    ...(noted ? [note(noted), fact(noted, { ifNew: true })] : []),
  ];
  const on: Record<string, DialogState['always']> = {
    ANSWER: [next]
      .flat()
      .map((transition) =>
        typeof transition === 'string'
          ? { target: transition, actions: kept }
          : { ...transition, actions: [...kept, ...(transition.actions ?? [])] },
      ),
  };
  if (skip) on['SKIP'] = [skip];
  if (back) on['BACK'] = [back];
  if (unclear) on['UNCLEAR'] = [unclear];
  return { ...rest, entry: [...before, ask(key, how)], on, after: expiry };
}
