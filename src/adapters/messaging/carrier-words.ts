import type { Inbound } from '../../ports/channel.ts';

export type CarrierAct = NonNullable<Inbound['carrier']>;

/** The words that carriers act on by default, each where it is the whole message. */
const words: Readonly<Record<CarrierAct, readonly string[]>> = {
  stop: ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'],
  start: ['start', 'yes', 'unstop'],
  help: ['help', 'info'],
};

export const carrierActs = Object.keys(words) as readonly CarrierAct[];

/** What carriers take a text for that is nothing but one of their words; null for any other. Pure. */
export function carrierWordIn(text: string): CarrierAct | null {
  const word = text.trim().toLowerCase();
  return carrierActs.find((act) => words[act].includes(word)) ?? null;
}
