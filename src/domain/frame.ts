/** A value that survives JSON unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How an answer to a question is read. */
export const questionKinds = [
  'choice',
  'leading',
  'several',
  'scale',
  'text',
  'date',
  'day',
  'city',
  'pin',
  'span',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** The question a frame is waiting on. */
export interface Asked {
  /** Full content key, such as `check-in.mood`. */
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly lane: Lane;
  /** Said once only: never again after silence, an unreadable answer or a return. */
  readonly quiet: boolean;
  /** Whether the one re-ask was used. */
  readonly reasked: boolean;
  /** This asking of it: what a tap on its buttons brings. None in frames of older builds. */
  readonly id?: string;
  /** Its text says what the partner's clock shows when it is asked. */
  readonly clock?: true;
  /** The options that were offered, by their ids and in their order; all of them where it is left out. */
  readonly offered?: readonly string[];
  /** Those that were offered before, of a list that is shown a few at a time. */
  readonly shown?: readonly string[];
}

/** A running timer has `due` (epoch ms, domain time); a suspended one has `remaining` (ms). */
export type FrameTimer = { readonly id: string; readonly tries?: number } & (
  | { readonly due: number }
  | { readonly remaining: number }
);

/** A dialog in progress, as stored. `snapshot` is XState's persisted form; its timers' ids are their events. */
export interface Frame {
  readonly id: string;
  readonly dialog: string;
  /** When it was opened, domain time. */
  readonly opened: number;
  readonly version: number;
  readonly snapshot: FrameSnapshot;
  readonly asked: Asked | null;
  readonly timers: readonly FrameTimer[];
  /** A reference: the dialog runs in the couple's shared frame of this id. All that is here of its own is `asked`. */
  readonly shared?: string;
}

/** A dialog that both partners are in, held once in the couple. What each was asked stands in their reference. */
export interface SharedFrame extends Frame {
  /** The side that opened it. */
  readonly first: 'a' | 'b';
  /** Who has left it: no later question of it draws them in again. None before somebody has. */
  readonly left?: readonly ('a' | 'b')[];
}

/** The two roles of a shared dialog: who opened it, and the other. */
export const roles = ['first', 'second'] as const;
export type Role = (typeof roles)[number];

/** Whom a shared dialog speaks to. */
export const audiences = [...roles, 'both'] as const;
export type Audience = (typeof audiences)[number];

export interface FrameSnapshot {
  readonly value: Json;
  readonly context: Readonly<Record<string, Json>>;
  readonly status: string;
}

/** The queue an effect travels in; each has its own promise (architecture.md, "The outbox"). */
export const lanes = ['crisis', 'counselor', 'reply', 'mediated', 'nudge', 'language'] as const;
export type Lane = (typeof lanes)[number];

/** Whether the claim of an effect is its one attempt: a nudge, words to a language service. Pure. */
export const isClaimedOnce = (lane: Lane): boolean => lane === 'nudge' || lane === 'language';
