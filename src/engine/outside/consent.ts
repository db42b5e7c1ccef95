import { outsideVersion } from '../../domain/outside.ts';
import { reask } from '../conversation/asking.ts';
import type { Found } from '../conversation/phrase.ts';
import { takeBack } from '../couple/share.ts';
import { type Conversation, change, send, type Turn } from '../turn.ts';

/** What the dialog about the service is opened with: whether there is one. Pure. */
export const outsideInput = (what: string, { limits }: Turn): Readonly<Record<string, string>> =>
  what === 'outside-reader' && limits.outside ? { offered: 'yes' } : {};

/**
 * The word that takes back what was shared: the consent to a language service, and all that was approved for the other partner
 * and not read yet. It holds at once, whatever is open, and its answer is the same whatever there was. An open question is
 * asked again. True when it was that word.
 */
export function takesWordsBack(conversation: Conversation, found: Found | null): boolean {
  const isIt = found?.whole && 'command' in found.phrase && found.phrase.command === 'unshare';
  if (!isIt || conversation.turn.couple.shared.status === 'stranger') return false;
  const { partner, turn } = conversation;
  if (partner.outside?.consent?.status === 'given') {
    const consent = { status: 'withdrawn', version: outsideVersion, at: turn.at, until: turn.at } as const;
    change(conversation, { outside: { ...partner.outside, consent } });
  }
  takeBack(conversation);
  send(conversation, 'reply', 'outside-reader.kept-here');
  reask(conversation, 'coach.back');
  return true;
}
