import type { Family, Level } from '../../domain/screening.ts';
import type { Found } from '../conversation/phrase.ts';
import type { StayKind } from '../machine/action-kind.ts';
import { deliver, dropTop, openFrame, topFrame } from '../machine/frames.ts';
import { type Conversation, change } from '../turn.ts';
import { isAboutCrisis } from './crisis-frames.ts';
import { hasOtherAlert, violenceNow } from './dark.ts';
import type { Known } from './knowledge.ts';
import { noteAnswered, talkedWithin } from './talk.ts';

/** The dialog of the coach that stays. */
export const stayDialog = 'crisis-stay';

/** Whether the coach stays: the questions of a crisis are over. */
export const isStaying = (conversation: Conversation): boolean => topFrame(conversation)?.dialog === stayDialog;

/** Ends the questions of a crisis, without a word, and stays: an acknowledgement and what helps now. */
export function openStay(conversation: Conversation, kind: StayKind): void {
  const { stack } = conversation.partner;
  const rest = stack.filter((frame) => frame.dialog !== stayDialog && !isAboutCrisis(frame));
  if (rest.length < stack.length) change(conversation, { stack: rest });
  noteAnswered(conversation, true);
  openFrame(conversation, stayDialog, { kind, known: conversation.partner.talk?.known ?? {} });
}

/** The last crisis that was answered, with its family. */
const lastCrisis = ({ partner }: Conversation) =>
  Object.entries(partner.crises).sort(([, one], [, other]) => other.at - one.at)[0];

/** The family of the last crisis that was answered; that of oneself where there is none. */
export const lastFamily = (conversation: Conversation): Family => (lastCrisis(conversation)?.[0] as Family) ?? 'self';

/** What is offered where it is about no wish to die. Pure. */
export const ofBody = (of: Family): StayKind => (of === 'others' ? 'harm' : 'act');

/**
 * What is offered to somebody who may want to die, by what is known: as in danger now, too, where it is an emergency and neither
 * the will nor a plan was denied, nor all of it taken back. Pure.
 */
export function ofKnown({ imminent, place, intent, plan, taken }: Known, level: Level | undefined): StayKind {
  const isLess = intent === 'no' || plan === 'no' || taken === 'back';
  const isNear = imminent === 'yes' || (level === 'emergency' && !isLess);
  if (!isNear) return 'self';
  return place === 'yes' ? 'place' : 'soon';
}

/** What is offered after it. */
function lastKind(conversation: Conversation): StayKind {
  const { partner } = conversation;
  const last = lastCrisis(conversation);
  if (!last) return 'self';
  if (last[0] !== 'self') return last[1].level === 'same-day' ? 'self' : ofBody(last[0] as Family);
  if (last[1].about === 'other') return 'others';
  return ofKnown(partner.talk?.known ?? {}, last[1].level);
}

/** Goes on staying after a crisis: in new words where it stays already. */
export function stayOn(conversation: Conversation): void {
  if (isStaying(conversation)) deliver(conversation, { type: 'UNCLEAR' });
  else openStay(conversation, lastKind(conversation));
}

/** Whether a crisis was answered so lately that the coach stays, and no open case of violence keeps the phone dark. */
export function staysNow(conversation: Conversation): boolean {
  const isDark = violenceNow(conversation) === 'dark' && !hasOtherAlert(conversation);
  return !isDark && talkedWithin(conversation, conversation.turn.limits.staysFor);
}

/** What a message that asks for a dialog leaves, where the coach stays. */
export function leaveStay(conversation: Conversation, found: Found | null): void {
  if (!isStaying(conversation) || !found?.whole) return;
  const { phrase } = found;
  if ('dialog' in phrase || ('command' in phrase && leaving.includes(phrase.command))) dropTop(conversation);
}

const leaving: readonly string[] = ['menu', 'resume'];
