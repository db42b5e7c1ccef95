import { readAnswer } from '../conversation/asking.ts';
import { topFrame } from '../machine/frames.ts';
import type { Conversation } from '../turn.ts';

/** What a no is said to, where it is said beside one of these. */
const ofHelp: readonly string[] = [
  'cant-call',
  'no-hotline',
  'hospital',
  'police',
  'theme-phone-watched',
  'theme-care-for',
];

/** "No, I can't call", where it is asked about dying: a no to help, and none to what was asked. */
export const isRefusal = (conversation: Conversation, text: string, topic: string | null): boolean =>
  topic !== null &&
  ofHelp.includes(topic) &&
  /^(?:direct-check|crisis-self\.(?!hurdle|line))/.test(topFrame(conversation)?.asked?.key ?? '') &&
  readAnswer(conversation, text) === 'no';
