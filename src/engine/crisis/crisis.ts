import type { Frame } from '../../domain/frame.ts';
import { type ConversationTimer, handOffOf, type LastCrisis } from '../../domain/partner.ts';
import type { About, Category, Family, Level, Screening } from '../../domain/screening.ts';
import {
  atLeast,
  compareLevels,
  families,
  family,
  leadingMatch,
  rulesIn,
  silenceLevel,
} from '../../domain/screening.ts';
import { type Phrase, told } from '../../domain/words.ts';
import { answerTop, askedQuestion, reask } from '../conversation/asking.ts';
import { readPhrase } from '../conversation/phrase.ts';
import type { MessageEvent } from '../events.ts';
import type { Afterwards } from '../machine/actions.ts';
import { suspendTimers } from '../machine/frame-parts.ts';
import { openFrame, topFrame } from '../machine/frames.ts';
import { dropOutdated } from '../machine/saved-frames.ts';
import { type Conversation, change, keepSilent, nextId, pageHuman, send } from '../turn.ts';
import { awaitCounselor, tellOfSilence } from './counselor-silence.ts';
import { dropCrisisFrames, isAboutCrisis, isCrisisOnTop, unanswered } from './crisis-frames.ts';

/** What a crisis answer is opened for. */
interface Crisis {
  readonly level: Level;
  readonly category: Category;
  readonly about: About;
}

/** The dialog that answers a family. Pure. */
export const crisisDialog = (of: Family): string => `crisis-${of}`;

/**
 * Answers a message in which the screening heard something, before anything else is looked at: pages a human and gives
 * the crisis answer, or asks whether the partner is safe. True when the message is answered. Source: safety.md, "Order".
 */
export function hearCrisis(conversation: Conversation, event: MessageEvent): boolean {
  const lead = leadingMatch(event.screening);
  if (!lead && !event.unreadable) return false;
  dropOutdated(conversation);
  if (lead && conversation.turn.couple.shared.status === 'stranger') change(conversation, { language: lead.language });
  if (lead && atLeast(lead.level, 'same-day')) {
    const { level, category, about } = lead;
    meetCrisis(conversation, event, { level, category, about });
    return true;
  }
  if (lead?.level === 'check')
    return askIfSafe(conversation, lead.category, lead.about, 'heard', rulesIn(event.screening));
  return event.unreadable && askIfSafe(conversation, 'self-harm', 'self', 'attachment');
}

function meetCrisis(conversation: Conversation, event: MessageEvent, crisis: Crisis): void {
  const also = event.screening.categories.filter((each) => each !== crisis.category);
  const of = family(crisis.category);
  const before = conversation.partner.crises[of];
  const rules = rulesIn(event.screening);
  pageHuman(conversation, { ...crisis, also, reason: 'message', rules });
  if (handOffOf(conversation.partner) === 'counselor') return leaveToCounselor(conversation, of);
  if (topFrame(conversation)?.dialog === crisisDialog(of) && before && !isWorse(crisis, before)) {
    return goOnInCrisis(conversation, event, of);
  }
  answerCrisis(conversation, crisis);
}

/** Gives the crisis answer, unless it would say a violence text again that still stands. */
function answerCrisis(conversation: Conversation, crisis: Crisis): void {
  if (crisis.category === 'violence' && !isNews(conversation, crisis)) return keepSilent(conversation, 'quiet-crisis');
  enterCrisis(conversation, crisis);
}

/** More severe than what was answered, or about something else: being hurt is news after hurting. */
const isWorse = (crisis: Crisis, before: LastCrisis): boolean =>
  compareLevels(crisis.level, before.level) > 0 || crisis.about !== before.about;

/** A violence answer stands for a while, so that a phone which others read does not light up again and again (ADR 6). */
function isNews(conversation: Conversation, crisis: Crisis): boolean {
  const before = conversation.partner.crises.violence;
  return !before || isWorse(crisis, before) || conversation.turn.at - before.at > conversation.turn.limits.quietCrisis;
}

/** The screener is already running: the message may be its answer; if not, the lines are said again. */
function goOnInCrisis(conversation: Conversation, event: MessageEvent, of: Family): void {
  const { partner, turn } = conversation;
  const message = told(event.text.slice(0, turn.limits.characters));
  const found = readPhrase(message, partner.language, turn.words, askedQuestion(conversation));
  const answer = answerTop(conversation, message, found?.phrase ?? null);
  if (answer.taken) return runAfterwards(conversation, answer.afterwards);
  sayLinesAgain(conversation, of);
}

/** A counselor is in the chat: the coach stays out of it, unless no human answers in a minute. */
function leaveToCounselor(conversation: Conversation, of: Family): void {
  keepSilent(conversation, 'counselor-answers');
  awaitCounselor(conversation);
  const isCounted = ({ name, family: each }: ConversationTimer) => name === 'lines-without-human' && each === of;
  if (conversation.partner.timers.some(isCounted)) return;
  const due = conversation.turn.at + conversation.turn.limits.linesWithoutHuman;
  const timer = { id: nextId(conversation), name: 'lines-without-human', family: of, due } as const;
  change(conversation, { timers: [...conversation.partner.timers, timer] });
}

/** Opens the crisis answer of a family on an empty stack. What was going on is set aside for RESUME (ADR 4). */
function enterCrisis(conversation: Conversation, { level, category, about }: Crisis): void {
  const of = family(category);
  dropCrisisFrames(conversation, of);
  setAside(conversation);
  change(conversation, {
    crises: { ...conversation.partner.crises, [of]: { level, about, at: conversation.turn.at } },
  });
  openFrame(conversation, crisisDialog(of), { level, category, about });
}

/** Sets the whole conversation aside for RESUME. A menu is not worth coming back to. */
export function setAside(conversation: Conversation): void {
  const worth = conversation.partner.stack.filter((frame) => frame.dialog !== 'menu');
  const aside = [...conversation.partner.paused, ...worth.map((frame) => suspendTimers(frame, conversation.turn.at))];
  change(conversation, { stack: [], paused: aside.slice(-conversation.turn.limits.frames) });
}

/**
 * Perhaps a crisis: asks whether the partner is safe. Where nobody can ask, because a counselor is in the chat, another
 * crisis question is open, or a violence answer stands, the counselor hears of it as if it had met with silence.
 */
function askIfSafe(
  conversation: Conversation,
  category: Category,
  about: About,
  why: 'heard' | 'attachment',
  heard: readonly string[] = [],
): boolean {
  const page = {
    level: why === 'heard' ? silenceLevel(category) : 'same-day',
    category,
    about,
    reason: 'message',
    rules: heard,
  } as const;
  if (handOffOf(conversation.partner) === 'counselor') {
    pageHuman(conversation, page);
    leaveToCounselor(conversation, family(category));
    return true;
  }
  if (isCrisisOnTop(conversation)) {
    if (!isAnotherFamily(topFrame(conversation), category)) return false;
    pageHuman(conversation, page);
    sayLinesAgain(conversation, family(category));
    return true;
  }
  if (category === 'violence' && !isNews(conversation, { level: 'check', category, about })) {
    pageHuman(conversation, page);
    keepSilent(conversation, 'quiet-crisis');
    return true;
  }
  openFrame(conversation, 'safety-check', { category, about, why });
  return true;
}

/** The lines of a family, then the open question again. Never in a violence case: the phone may not be private. */
function sayLinesAgain(conversation: Conversation, of: Family): void {
  if (of === 'violence') return keepSilent(conversation, 'quiet-crisis');
  send(conversation, 'crisis', `${crisisDialog(of)}.again`);
  reask(conversation);
}

/**
 * HOME, HOLA, START are meant for a crisis line, and went to us instead: while an alert is open the lines are said again.
 * True when they were. Source: safety.md, "What is said at once".
 */
export function resendLines(conversation: Conversation, phrase: Phrase | null): boolean {
  if (!phrase || !('command' in phrase) || conversation.partner.optedOut) return false;
  return (phrase.command === 'line' || phrase.command === 'start') && sayOpenLines(conversation);
}

/** The lines of an open alert again, with its open question. False where there is none, or nobody but a counselor writes. */
export function sayOpenLines(conversation: Conversation): boolean {
  const { alerts } = conversation.partner;
  const open = families.find((of) => of !== 'violence' && alerts[of] && alerts[of].status !== 'closed');
  if (!open || handOffOf(conversation.partner) === 'counselor') return false;
  sayLinesAgain(conversation, open);
  return true;
}

const isAnotherFamily = (frame: Frame | undefined, category: Category): boolean =>
  frame !== undefined && isAboutCrisis(frame) && family(unanswered(frame).category) !== family(category);

/** Carries out what dialogs asked for once they ended. */
export function runAfterwards(
  conversation: Conversation,
  afterwards: readonly Afterwards[],
  openDialog?: (what: string) => void,
): void {
  for (const each of afterwards) {
    if (each.type === 'crisis') {
      pageHuman(conversation, each);
      answerCrisis(conversation, each);
    } else openDialog?.(each.what);
  }
}

/** A timer of the conversation has fired: the counselor in the chat has not answered for a minute, or for ten. */
export function runConversationTimer(conversation: Conversation, timerId: string): void {
  const timer = conversation.partner.timers.find((each) => each.id === timerId);
  change(conversation, { timers: conversation.partner.timers.filter((each) => each.id !== timerId) });
  if (timer?.name === 'counselor-silent') tellOfSilence(conversation);
  else if (timer) sayLinesWithoutHuman(conversation, timer);
}

/**
 * A minute after a crisis word in the counselor's chat, and nobody has answered: the lines, marked automatic. In a
 * violence case nothing lights the phone: the counselor is called again.
 */
function sayLinesWithoutHuman(conversation: Conversation, timer: ConversationTimer): void {
  if (timer.family === 'violence') {
    return pageHuman(conversation, { level: 'urgent', category: 'violence', about: 'self', reason: 'silence' });
  }
  const text = handOffOf(conversation.partner) === 'counselor' ? 'automatic' : 'again';
  send(conversation, 'crisis', `${crisisDialog(timer.family)}.${text}`);
}

/**
 * What the bare turn says and pages when no dialog can run: for what the screening heard, else for the crisis question
 * that was open. Null when there is neither. Pure.
 */
export function bareCrisis(screening: Screening, open?: Frame) {
  const lead = leadingMatch(screening);
  const heard = lead && atLeast(lead.level, 'check') ? lead : undefined;
  const crisis = heard ?? (open && isAboutCrisis(open) ? unanswered(open) : undefined);
  if (!crisis) return null;
  const { level, category, about } = crisis;
  // Nobody can ask back here, so what would have been a check is a human's to decide.
  const paged = atLeast(level, 'same-day') ? level : silenceLevel(category);
  return { key: `${crisisDialog(family(category))}.bare`, crisis: { level: paged, category, about } };
}
