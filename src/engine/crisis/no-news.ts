import type { MessageEvent } from '../events.ts';
import { topFrame } from '../machine/frames.ts';
import type { Conversation } from '../turn.ts';
import { isCrisisOnTop } from './crisis-frames.ts';
import { namedIn, topicIn } from './tells.ts';

/** "I'm afraid of the police", while a crisis is open, is what keeps from help, and no sign of violence. */
export const isFearOfHelp = (conversation: Conversation, { text }: MessageEvent): boolean =>
  isAskedAloud(conversation) && namedIn(text, conversation.turn.words).some((topic) => fears.includes(topic));

/** The last is the fear of what the coach itself writes. */
const fears: readonly string[] = ['police', 'hospital', 'ice', 'kids-taken', 'scaring'];

/** Pills of years ago, told while the questions about oneself are open or over, are no overdose: the counselor hears of them all the same. */
export const isLongAgo = (conversation: Conversation, { text, screening }: MessageEvent): boolean =>
  isAskedAloud(conversation) &&
  conversation.partner.crises.self?.about === 'self' &&
  topicIn(text, conversation.turn.words, screening) === 'long-ago';

const isAskedAloud = (conversation: Conversation): boolean =>
  isCrisisOnTop(conversation) && topFrame(conversation)?.asked?.quiet !== true;
