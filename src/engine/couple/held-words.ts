import { hours, minutes } from '../../domain/duration.ts';
import type { HeldWords } from '../../domain/share.ts';
import { type Conversation, change } from '../turn.ts';
import { approve } from './share.ts';

/** How long after a return the words are first offered, and how long they may then be read, ms. */
const afterReturn = minutes(2);
const readable = hours(24);

/**
 * What is written in a break for the other: only what its writer marked and approved. It waits in their own part for the return, and
 * goes nowhere unless they let it go again then. Source: safety.md, "Time-out (HEAT)".
 */
export const holdWords = (conversation: Conversation, message: Omit<HeldWords, 'goes'>): void =>
  change(conversation, { heldWords: { ...message, goes: false } });

/** At the return: the words may go. */
export function letGo(conversation: Conversation): void {
  const { heldWords } = conversation.partner;
  if (heldWords) change(conversation, { heldWords: { ...heldWords, goes: true } });
}

/** Both are back: what was let go is offered to the other as any approved message is, what was not is gone. */
export function passHeldWords(conversation: Conversation): void {
  const { heldWords, ...partner } = conversation.partner;
  conversation.partner = partner;
  if (!heldWords?.goes) return;
  const { goes: _, ...message } = heldWords;
  const { at } = conversation.turn;
  approve(conversation, { ...message, kind: 'break', due: at + afterReturn, until: at + readable });
}

/** The return was missed: whether the words go is asked again at the next one. */
export function keepHeldWords(conversation: Conversation): void {
  const { heldWords } = conversation.partner;
  if (heldWords?.goes) change(conversation, { heldWords: { ...heldWords, goes: false } });
}

/** The words are gone, without a word. */
export function dropHeldWords(conversation: Conversation): void {
  const { heldWords: _, ...partner } = conversation.partner;
  conversation.partner = partner;
}
