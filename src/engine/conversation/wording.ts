import { hashOf } from '../../domain/hash.ts';
import { localDate } from '../../domain/local-time.ts';
import { type Conversation, change } from '../turn.ts';

/**
 * The wording of a text that is due for this partner: drawn by their day for the first time, then one after the other, so that
 * none comes again before all have. The text itself where it has one wording.
 */
export function worded(conversation: Conversation, key: string): string {
  const all = conversation.turn.words.wordings.get(key);
  if (!all) return key;
  const { partner, side, turn } = conversation;
  const before = partner.wordings?.[key];
  const first = hashOf(`${turn.couple.id}|${side}|${key}|${localDate(turn.at, partner.zone)}`);
  const nth = (before === undefined ? first : before + 1) % all.length;
  change(conversation, { wordings: { ...partner.wordings, [key]: nth } });
  return all[nth] ?? key;
}
