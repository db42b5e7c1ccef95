import { outsideVersion } from '../../domain/outside.ts';
import { reask } from '../conversation/asking.ts';
import type { Found } from '../conversation/phrase.ts';
import { type Conversation, change, send, type Turn } from '../turn.ts';

/** What the dialog about the service is opened with: whether there is one. Pure. */
export const outsideInput = (what: string, { limits }: Turn): Readonly<Record<string, string>> =>
  what === 'outside-reader' && limits.outside ? { offered: 'yes' } : {};

/**
 * The word that takes back the consent to a language service: it holds at once, whatever is open, and nothing that waits is
 * sent any more. An open question is asked again. True when it was that word.
 */
export function takesWordsBack(conversation: Conversation, found: Found | null): boolean {
  const isIt = found?.whole && 'command' in found.phrase && found.phrase.command === 'unshare';
  if (!isIt || conversation.turn.couple.shared.status === 'stranger') return false;
  const { partner, turn } = conversation;
  if (partner.outside?.consent?.status === 'given') {
    const consent = { status: 'withdrawn', version: outsideVersion, at: turn.at, until: turn.at } as const;
    change(conversation, { outside: { ...partner.outside, consent } });
  }
  send(conversation, 'reply', 'outside-reader.kept-here');
  reask(conversation, 'coach.back');
  return true;
}
