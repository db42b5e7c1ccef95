import type { Json } from '../../domain/frame.ts';
import type { Conversation } from '../turn.ts';

type Give = (conversation: Conversation, value: Json) => void;

/**
 * What a private dialog can give to what both take part in: a yes at the gate, readiness, the time of a return. These few bits, and
 * what is handed over after a preview (`hand.ts`), are all that ever leaves a partner's own part.
 */
const gifts = {
  yes: ({ turn, side }) => {
    const { gate } = turn.together;
    if (gate && !gate.yes.includes(side))
      turn.together = { ...turn.together, gate: { ...gate, yes: [...gate.yes, side] } };
  },
} satisfies Readonly<Record<string, Give>>;

export type GiftName = keyof typeof gifts;
export const giftNames = Object.keys(gifts) as readonly GiftName[];

/** Gives something of a partner's dialog to what both take part in; what is over by now takes nothing. */
export const give = (conversation: Conversation, name: GiftName, value: Json): void =>
  (gifts[name] as Give)(conversation, value);
