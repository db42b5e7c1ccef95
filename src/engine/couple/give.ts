import type { Json } from '../../domain/frame.ts';
import type { Conversation } from '../turn.ts';
import { returnAt, wantedBreak, zoneOf } from './return-time.ts';

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
  /** How long a break is to be, in minutes, or `morning`. Of two wishes the longer counts: each has the time they need. */
  'return-time': ({ turn, side }, value) => {
    const { timeOut } = turn.together;
    if (timeOut?.stage !== 'asked' || !timeOut.asked.includes(side)) return;
    const wanted = returnAt(timeOut.at, wantedBreak(String(value)), zoneOf(turn));
    const returnsAt = timeOut.isSet ? Math.max(wanted, timeOut.returnsAt) : wanted;
    turn.together = { ...turn.together, timeOut: { ...timeOut, isSet: true, returnsAt } };
  },
  ready: ({ turn, side }) => {
    const { timeOut } = turn.together;
    if (timeOut?.stage === 'ready' && !timeOut.ready.includes(side))
      turn.together = { ...turn.together, timeOut: { ...timeOut, ready: [...timeOut.ready, side] } };
  },
} satisfies Readonly<Record<string, Give>>;

export type GiftName = keyof typeof gifts;
export const giftNames = Object.keys(gifts) as readonly GiftName[];

/** Gives something of a partner's dialog to what both take part in; what is over by now takes nothing. */
export const give = (conversation: Conversation, name: GiftName, value: Json): void =>
  (gifts[name] as Give)(conversation, value);
