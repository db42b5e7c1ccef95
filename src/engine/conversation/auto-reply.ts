import { hasOpenAlert } from '../../domain/partner.ts';
import type { RecentText } from '../../domain/recent.ts';
import { plain, type Told } from '../../domain/words.ts';
import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import { type Conversation, keepSilent } from '../turn.ts';
import { firstFit } from './phrase.ts';

/** How long a text that comes again is told by it, ms: a phone answers each message within seconds. */
const memory = 3_600_000;

/** Words from which on a second copy is no person's. A shorter one may be sent twice by hand, and is told by its third. */
const manyWords = 5;

/** Whether a phone or a mailbox writes so by itself, by the known forms of both languages. In a crisis all is a person's. */
export const isAutoReply = (conversation: Conversation, { said }: Told): boolean =>
  !isCrisisOnTop(conversation) && hasForm(conversation, said);

const hasForm = ({ turn }: Conversation, said: string): boolean =>
  firstFit(said, turn.words.reading.autoReplies) !== undefined;

/** An auto-reply after another, which was answered. True when it gets no answer. */
export function hearsAutoReply(conversation: Conversation): boolean {
  if (!ofPartner(conversation).some((each) => hasForm(conversation, plain(each.text)))) return false;
  keepSilent(conversation, 'auto-reply');
  return true;
}

/** A text that nobody could read, and that has come before word for word: answered once. True when it gets no answer. */
export function isRepeated(conversation: Conversation, { said }: Told): boolean {
  const copies = ofPartner(conversation).filter((each) => plain(each.text) === said).length;
  // While a case is open nobody is left without an answer.
  if (
    isCrisisOnTop(conversation) ||
    hasOpenAlert(conversation.partner) ||
    said === '' ||
    copies < (said.split(' ').length < manyWords ? 2 : 1)
  )
    return false;
  keepSilent(conversation, 'auto-reply');
  return true;
}

const ofPartner = ({ partner, turn }: Conversation): readonly RecentText[] =>
  (partner.recent ?? []).filter((each) => each.by === 'partner' && Math.abs(turn.at - each.at) < memory);
