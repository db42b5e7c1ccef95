import { compareLevels, family, type Level } from '../../domain/screening.ts';
import { worded } from '../conversation/wording.ts';
import type { MessageEvent } from '../events.ts';
import { type Delivery, untaken } from '../machine/frame-parts.ts';
import { topFrame } from '../machine/frames.ts';
import { type Conversation, change, pageHuman, send } from '../turn.ts';
import { unanswered } from './crisis-frames.ts';
import { isDarker, type Known, learned, levelOfTells } from './knowledge.ts';
import { isStaying } from './staying.ts';

/** What is known in the crisis that is open, or was lately. Pure. */
export const knownNow = (conversation: Conversation): Known =>
  (topFrame(conversation)?.snapshot.context['known'] ?? conversation.partner.talk?.known ?? {}) as Known;

/**
 * What was told of means, a plan or an act raises the alert at once, whatever was asked. Where the coach only stays, or another
 * crisis is open, words of dying that are news are answered as a crisis of their own: what comes is given back.
 */
export function heed(conversation: Conversation, tells: readonly string[]): Delivery | null {
  const frame = topFrame(conversation);
  const isWish = isStaying(conversation) && tells.some((each) => wishes.includes(each));
  const level = levelOfTells(tells) ?? (isWish ? 'urgent' : null);
  if (!frame || level === null || frame.snapshot.context['about'] === 'other') return null;
  const isOpen = frame.dialog === 'crisis-self' || frame.dialog === 'direct-check' || frame.dialog === 'safety-check';
  if (!isOpen) return isNewDanger(conversation, tells) ? beganAnew(level, tells) : null;
  const { category, about } = unanswered(frame);
  pageHuman(conversation, { level, category, about, reason: 'answer' });
  meetWorse(conversation, level, tells);
  return null;
}

/** Only what tells of dying by itself: pills at hand belong to an overdose as well. */
function isNewDanger(conversation: Conversation, tells: readonly string[]): boolean {
  const known = conversation.partner.talk?.known ?? {};
  const before = conversation.partner.crises.self;
  if (!before && !tells.some((each) => ofDying.includes(each))) return false;
  return isDarker(known, learned(known, tells));
}

/** What tells of a wish to die, and raises no alert whose questions are open. */
const wishes: readonly string[] = ['wish', 'meant', 'thoughts'];

const ofDying: readonly string[] = ['goodbye', 'voices', 'intent', 'dated', 'place', ...wishes];

const beganAnew = (level: 'urgent' | 'emergency', tells: readonly string[]): Delivery => ({
  ...untaken,
  taken: true,
  afterwards: [{ type: 'crisis', level, category: 'suicide', about: 'self', reason: 'answer', tells }],
});

/**
 * Worse news about oneself in a crisis that is open: what helps first in an emergency, once. Where the danger is imminent the
 * dialog says it itself.
 */
export function meetWorse(conversation: Conversation, level: Level, tells: readonly string[]): void {
  const before = conversation.partner.crises.self;
  if (!before || compareLevels(level, before.level) <= 0) return;
  change(conversation, { crises: { ...conversation.partner.crises, self: { ...before, level } } });
  const known = knownNow(conversation);
  if (level === 'emergency' && learned(known, tells)['imminent'] !== 'yes' && !isStaying(conversation))
    send(conversation, 'crisis', worded(conversation, 'crisis-self.worse'));
}

/** Whether something told is an emergency by itself. Pure. */
export const isGrave = (tell: string): boolean => levelOfTells([tell]) === 'emergency';

/** Whether what is offered to somebody in danger now is too much for who takes it back. */
export const isNoLonger = (conversation: Conversation): boolean =>
  isStaying(conversation) &&
  topFrame(conversation)?.snapshot.context['kind'] === 'soon' &&
  knownNow(conversation)['imminent'] !== 'yes';

/** Words of dying that are somebody else's answer nothing that was asked directly about oneself. */
export function isOfOthers(conversation: Conversation, { screening: { matches } }: MessageEvent): boolean {
  if (topFrame(conversation)?.dialog !== 'direct-check') return false;
  const ofSelf = matches.filter((each) => family(each.category) === 'self');
  return (
    ofSelf.length > 0 &&
    ofSelf.every(
      ({ about, downgraded, neither }) => about === 'other' || downgraded === 'third-person' || neither === 'grief',
    )
  );
}
