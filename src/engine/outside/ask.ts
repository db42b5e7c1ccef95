import { partnerOf } from '../../domain/couple.ts';
import { atLeast } from '../../domain/screening.ts';
import type { Command, Told } from '../../domain/words.ts';
import { told } from '../../domain/words.ts';
import { readPhrase } from '../conversation/phrase.ts';
import type { MessageEvent } from '../events.ts';
import { askOutside, type Conversation } from '../turn.ts';
import { mayLeave } from './may-leave.ts';
import { noteWatch } from './watch.ts';

/** From how many words on a message tells how somebody is, and in which language. */
const enoughWords = { mood: 2, language: 4 } as const;

/**
 * Has a language service asked about a message, where its writer agreed: only about words of their own, in which nothing of
 * a crisis was heard. That is answered already, and what need not leave stays here. A rule's own `watch` is noted at once.
 */
export function considerAsking(conversation: Conversation, event: MessageEvent): void {
  const { partner, turn } = conversation;
  const { screening, at } = event;
  if (turn.couple.shared.status === 'stranger' || event.echo || event.edited) return;
  const watch = screening.level === 'watch' ? screening.matches.find(({ level }) => level === 'watch') : undefined;
  if (watch) noteWatch(conversation, { at, by: 'rule' });
  if (!turn.limits.outside || atLeast(screening.level, 'check') || event.tooMany) return;
  const message = told(event.text.slice(0, turn.limits.characters));
  const before = partnerOf(turn.couple, conversation.side);
  // Not the very words that say yes to it, nor those that take it back.
  if (!before || !mayLeave(before, at, at) || !mayLeave(partner, at, at)) return;
  if (conversation.secret || !isTelling(conversation, event, message)) return;
  const guess = count(message) >= enoughWords.language;
  askOutside(conversation, message.text, guess, {
    at,
    watch: watch ? { category: watch.category, about: watch.about } : null,
  });
}

/** Words, not a tap, a number or a command. */
function isTelling({ partner, turn }: Conversation, event: MessageEvent, message: Told): boolean {
  if (event.question !== undefined || event.tapped || count(message) < enoughWords.mood) return false;
  const found = readPhrase(message, partner.language, turn.words);
  return !found?.whole || ('command' in found.phrase && telling.includes(found.phrase.command));
}

/** How many words there are, numbers aside. */
const count = ({ said }: Told): number => said.split(' ').filter((word) => /\p{L}/u.test(word)).length;

/** Said in one's own words, too: "I don't want any more messages". */
const telling: readonly Command[] = ['no-nudges'];
