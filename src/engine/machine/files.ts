import type { Couple } from '../../domain/couple.ts';
import type { Say } from '../../domain/effect.ts';
import type { CoachFile } from '../../domain/file.ts';
import type { Json } from '../../domain/frame.ts';
import { hasConsent } from '../../domain/partner.ts';
import { conversationOf, type EngineParts, Turn } from '../turn.ts';
import { textParams } from './action-kind.ts';
import { openedWith } from './opening.ts';

/**
 * What a file holds at an instant: the text of its dialog, with what the dialog would find of this partner's own if it were opened now.
 * Null where the partner takes part no more, or there is no such dialog any more. Pure.
 */
export function fileOf(
  parts: EngineParts,
  couple: Couple,
  { side, dialog: name, key, with: fields }: CoachFile,
  at: number,
): Say | null {
  const dialog = parts.dialogs.get(name);
  // An event that nothing is made of: what is known as a dialog opens is read in a turn.
  const turn = new Turn(parts, couple, { type: 'timer', id: 'file', at, side, frame: null, timer: '' });
  const conversation = conversationOf(turn, side);
  if (!dialog || !conversation || conversation.partner.frozen || !hasConsent(conversation.partner, at)) return null;
  const context = {
    ...(dialog.context.parse({}) as Readonly<Record<string, Json>>),
    ...openedWith(conversation, dialog, {}),
  };
  return { key: `${name}.${key}`, params: textParams({ with: fields }, context) };
}
