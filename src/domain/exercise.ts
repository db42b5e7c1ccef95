import type { ChannelName } from './channel.ts';
import type { Relationship } from './relationship.ts';

/** Who may not do an exercise. What each means is told in `docs/exercises` and in the console. */
export const notFor = [
  'protective-order',
  'fear',
  'coercive-control',
  'psychosis-or-mania',
  'suicidal-crisis',
  'use-within-24-hours',
  'withdrawal',
  'heat-of-7-or-more',
] as const;

/** What crosses from one partner to the other, ever. */
export const crossings = [
  'nothing',
  'approved words',
  'a chosen line',
  'the time of the return',
  'that both are there',
] as const;

/** What a couple does together and may be told how often: never sobriety, closeness, or what one of them achieved. */
export type Ritual = 'talk' | 'quiet';

/** What a partner may want to be left alone with (`dialogs/boundaries.ts`). */
export const subjects = ['closeness', 'feelings', 'arguments', 'past', 'recovery'] as const;
export type Subject = (typeof subjects)[number];

/** What an exercise says of itself, in its dialog: plan, gate, menu, console and `docs/exercises` read it there. */
export interface Exercise {
  /** Minutes that it takes. */
  readonly minutes: number;
  readonly notFor: readonly (typeof notFor)[number][];
  readonly crosses: readonly (typeof crossings)[number][];
  /** What it is about, where somebody may want to be left alone with that: gate and nudges leave them alone then. */
  readonly subject?: Subject;
  /** Kinds of pairs; all where it is left out. */
  readonly relationships?: readonly Relationship[];
  /** Channels; all where it is left out. */
  readonly channels?: readonly ChannelName[];
  /** Each time that both begin it counts as one of these, told to both at round numbers; none where it is left out. */
  readonly ritual?: Ritual;
  /** The plan never offers it by itself: its word opens it at any moment. */
  readonly planned?: false;
  /** It is closed until a counselor opens it for a couple: not drawn, not offered, and its word does not open it. */
  readonly waits?: 'counselor';
  /** The rows of design/product.md, and the number in design/exercises.md. */
  readonly source: string;
}

/** An exercise by its dialog's name. `shared`: both are in it at once, each in the own chat. */
export interface NamedExercise extends Exercise {
  readonly name: string;
  readonly shared: boolean;
}

/** The exercises among dialogs, by their names. Pure. */
export const exercisesOf = (
  dialogs: Iterable<{ readonly name: string; readonly shared: boolean; readonly exercise?: Exercise }>,
): readonly NamedExercise[] =>
  [...dialogs]
    .flatMap(({ name, shared, exercise }) => (exercise ? [{ ...exercise, name, shared }] : []))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

/** How an exercise begins: at an instant of the plan, out of another one, or by a word. Pure. */
export const beginsBy = ({ planned, shared }: NamedExercise): 'plan' | 'another' | 'word' =>
  planned !== false ? 'plan' : shared ? 'another' : 'word';

/** Whether an exercise is one for such a pair. Pure. */
export const isForPair = ({ relationships }: Exercise, relationship: Relationship): boolean =>
  relationships?.includes(relationship) ?? true;

/** Whether it is open for a couple for which a counselor has opened these. Pure. */
export const isOpen = ({ waits }: Exercise, name: string, opened: readonly string[] = []): boolean =>
  waits === undefined || opened.includes(name);

/** Whether it may be done on a channel; where none is known, yes. Pure. */
export const isForChannel = ({ channels }: Exercise, channel: ChannelName | undefined): boolean =>
  channel === undefined || (channels?.includes(channel) ?? true);
