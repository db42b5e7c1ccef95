import type { z } from 'zod';
import type { Asked, Audience, Frame, FrameSnapshot, Json } from '../../domain/frame.ts';
import type { About, Category, Level } from '../../domain/screening.ts';
import type { Known } from '../crisis/knowledge.ts';
import type { Conversation } from '../turn.ts';
import type { Dialog } from './dialog.ts';
import type { Heard } from './guards.ts';

/** What a dialog asked the conductor to do once it has ended. */
export type Afterwards =
  | { readonly type: 'open'; readonly what: string }
  | {
      readonly type: 'crisis';
      readonly level: Level;
      readonly category: Category;
      readonly about: About;
      readonly reason: 'answer';
      /** What words told that led to it, and what is known by then. */
      readonly tells?: readonly string[];
      readonly known?: Known;
    }
  | { readonly type: 'stay'; readonly kind: StayKind };

/**
 * What somebody is offered while the coach stays: for oneself, in danger now, in a place of danger, where a body is in danger, where
 * others are, or for somebody else who may want to die.
 */
export const stayKinds = ['self', 'soon', 'place', 'act', 'harm', 'others'] as const;
export type StayKind = (typeof stayKinds)[number];

/** A frame whose actions are being carried out: what they find, and what they leave. */
export interface Acting {
  readonly conversation: Conversation;
  readonly frame: Frame;
  readonly dialog: Dialog;
  readonly context: FrameSnapshot['context'];
  /** Whom something is said to, and what becomes of a question that was asked. */
  readonly audience: (to: Audience | undefined) => readonly Conversation[];
  readonly wait: (to: Audience | undefined, asked: Asked) => void;
  readonly afterwards: Afterwards[];
}

/**
 * An action of the kit: its parameters, what it does in words, and what it does: `assigns` gives context fields their
 * values within the machine, `does` is carried out by the engine once the machine has stepped.
 */
export interface ActionKind<Params> {
  readonly params: z.ZodType<Params>;
  readonly words: (params: Params, dialog: string) => string;
  readonly assigns?: (heard: Heard, params: Params) => Readonly<Record<string, Json>>;
  readonly does?: (acting: Acting, params: Params) => void;
}

/** An entry of a table of actions. Pure. */
export const action = <Params>(kind: ActionKind<Params>): ActionKind<Params> => kind;

/** What a text is given of a context: the words and numbers of some fields. Pure. */
export function textParams(
  params: { readonly with?: readonly string[] | undefined },
  context: FrameSnapshot['context'],
): Record<string, string | number> {
  const taken: Record<string, string | number> = {};
  for (const field of params.with ?? []) {
    const value = context[field];
    if (typeof value === 'string' || typeof value === 'number') taken[field] = value;
  }
  return taken;
}
