import type { Json } from '../../domain/frame.ts';
import { isAlone } from '../couple/may-cross.ts';
import { hasSharedEnough } from '../couple/share.ts';
import type { Conversation } from '../turn.ts';
import type { Dialog } from './dialog.ts';

/** What the engine knows as a dialog opens, by the name of the context field that takes it. */
const known = {
  /** Nobody is on the other side, and this partner knows it. */
  alone: ({ turn, side }) => isAlone(turn, side),
  /** As much was approved today as may be. */
  sharedEnough: ({ partner, turn }) => hasSharedEnough(partner, turn.at),
  /** Whether the phone is private. */
  private: ({ partner }) => (partner.privatePhone ? 'yes' : 'no'),
  /** What they wrote in a break for the other. */
  heldWords: ({ partner }) => partner.heldWords?.params['words'] ?? null,
} satisfies Readonly<Record<string, (conversation: Conversation) => Json>>;

/** What a dialog is opened with: what it is given, and what the engine knows of the rest that it has a field for. */
export function openedWith(
  conversation: Conversation,
  { context }: Dialog,
  input: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const fields = Object.entries(known).filter(([field]) => field in context.shape);
  return fields.length === 0
    ? input
    : { ...Object.fromEntries(fields.map(([field, read]) => [field, read(conversation)])), ...input };
}
