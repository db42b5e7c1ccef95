import { hashOf } from '../../domain/hash.ts';
import { localDate } from '../../domain/local-time.ts';
import { type Conversation, change } from '../turn.ts';

/** Texts in a row without a line to call, after which the next one names it. */
const enoughWithout = 4;

/**
 * The wording of a text that is due for this partner: drawn by their day for the first time, then one after the other, so that
 * none comes again before two others have. After a crisis a wording without lines is taken while they were just named, and one
 * with them once they were not for a while: help is named in time, and not in every sentence. The text itself where it has one
 * wording. Source: safety.md, "After the first word".
 */
export function worded(conversation: Conversation, key: string): string {
  const { wordings, lined } = conversation.turn.words;
  const all = wordings.get(key);
  if (!all) return key;
  const { partner, side, turn } = conversation;
  const before = partner.wordings?.[key];
  const first =
    before === undefined ? hashOf(`${turn.couple.id}|${side}|${key}|${localDate(turn.at, partner.zone)}`) : before + 1;
  // Whatever is left out comes behind two others at the earliest.
  const most = before === undefined ? all.length : Math.max(1, Math.floor((all.length - 1) / 2));
  const ways = Array.from({ length: most }, (_, skipped) => (first + skipped) % all.length);
  const { without } = partner.talk ?? {};
  const isDue = (nth: number): boolean => lined.has(all[nth] ?? '') === (without ?? 0) >= enoughWithout;
  const nth = (partner.talk && ways.find(isDue)) ?? ways[0] ?? 0;
  change(conversation, { wordings: { ...partner.wordings, [key]: nth } });
  return all[nth] ?? key;
}
