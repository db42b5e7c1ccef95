import type { Side } from './partner.ts';
import type { coupleEnds } from './together.ts';

/** What a counselor does with what is for two, without who does it. Source: safety.md, "Two partners" and "Endings". */
export type UnsignedCoupleAct =
  /** An exercise is offered at an instant, in place of what that day holds; it still begins with the gate. `first` begins it. */
  | { readonly type: 'assign'; readonly exercise: string; readonly at: number; readonly first: Side }
  /** An exercise that waits for a counselor is open to both as any other, or closed again. */
  | { readonly type: 'open-exercise' | 'close-exercise'; readonly exercise: string }
  /** What is for two stops, or may go on, as far as signs of this partner are meant. */
  | { readonly type: 'hold' | 'lift-hold'; readonly side: Side }
  /** The couple part is over. `side`: who ended it, who is protected by the order, who died. */
  | { readonly type: 'end'; readonly why: (typeof coupleEnds)[number]; readonly side: Side }
  /** The other may be told of the end now: time and words are agreed with whoever ended it. */
  | { readonly type: 'tell-end' }
  /** After a death: somebody has talked with the partner who lives, and the coach may write to them again. */
  | { readonly type: 'called'; readonly side: Side };

/** What a counselor does with what is for two. */
export type CoupleAct = UnsignedCoupleAct & { readonly by: string };
