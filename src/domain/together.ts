import type { Ritual } from './exercise.ts';
import type { Side } from './partner.ts';

/**
 * What both partners take part in at instants that are fixed in advance. Nothing in here was said by one of them in private: of a
 * partner's own answers only a yes is kept, and what they chose to hand over is not kept here at all (ADR 30).
 */
export interface Together {
  /** When something is offered, drawn in advance; none where nobody plans for them. */
  readonly plan?: Plan;
  /** The date on which something was offered last: never two on one day. */
  readonly last?: string;
  /** An exercise that a counselor has set for an instant, in place of what that day holds. */
  readonly assigned?: Assigned;
  /** Both are asked whether they want to do something together now. */
  readonly gate?: Gate;
  /** A break that both know of (HEAT). */
  readonly timeOut?: TimeOut;
  /** How often both have begun something together, by what it is: both know it, whatever became of it. */
  readonly rituals?: Readonly<Partial<Record<Ritual, number>>>;
  /** The exercises that wait for a counselor and that one has opened for this couple. */
  readonly opened?: readonly string[];
  /** The couple part is over. */
  readonly ended?: CoupleEnd;
}

/** The couple's plan. What a day holds is drawn from its seed alone (`engine/couple/plan.ts`). */
export interface Plan {
  readonly seed: string;
  /** The local date of the first day, `YYYY-MM-DD`. */
  readonly began: string;
  /** `HH:MM`, in the plan's own zone: no partner's settings move it. */
  readonly hour: string;
  readonly zone: string;
  /** The next instant at which something is offered. */
  readonly next: number;
  /** An exercise that a partner asked for with its word. */
  readonly wish?: string;
}

/** An exercise of a counselor's choice, who begins it, and when it is offered. */
export interface Assigned {
  readonly exercise: string;
  readonly at: number;
  readonly first: Side;
  readonly by: string;
}

/** An open gate: one bit comes of it, at `closes` and never before. */
export interface Gate {
  readonly id: string;
  readonly exercise: string;
  readonly opened: number;
  readonly closes: number;
  /** Who begins. */
  readonly first: Side;
  /** Who was asked. */
  readonly asked: readonly Side[];
  /** Whose answers, all of them together, were a yes. */
  readonly yes: readonly Side[];
}

/** A break of both. Its instants are the same whatever either of them answers. */
export interface TimeOut {
  readonly id: string;
  /** When the first HEAT came. */
  readonly at: number;
  /** Who asked for it: nobody is ever told. */
  readonly asked: readonly Side[];
  readonly stage: 'asked' | 'break' | 'ready';
  /** The next instant at which something happens. */
  readonly due: number;
  readonly returnsAt: number;
  /** Somebody who asked for it has said when it is over. */
  readonly isSet?: true;
  /** How often a return was missed. */
  readonly missed: number;
  /** Who said that they are ready, in this round. */
  readonly ready: readonly Side[];
}

/** Why the couple part is over. */
export const coupleEnds = ['part-ways', 'protective-order', 'death'] as const;

/**
 * The end of the couple part. `side`: who ended it, who is protected, who died. `told`: who knows of it; the others see an ordinary
 * solo season. `tellAt`: when somebody is told who may be, at a good time for them.
 */
export interface CoupleEnd {
  readonly why: (typeof coupleEnds)[number];
  readonly at: number;
  readonly side: Side;
  readonly told: readonly Side[];
  readonly tellAt?: number;
}
