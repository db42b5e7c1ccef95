import type { Frame, Json } from '../../domain/frame.ts';
import { type ConversationTimer, handOffOf, type LastCrisis } from '../../domain/partner.ts';
import type { About, Category, Family, Level } from '../../domain/screening.ts';
import {
  atLeast,
  compareLevels,
  family,
  isMinor,
  leadingMatch,
  rulesIn,
  silenceLevel,
  subjectsOf,
} from '../../domain/screening.ts';
import { hears, told } from '../../domain/words.ts';
import { setAside } from '../conversation/aside.ts';
import { askedQuestion } from '../conversation/asking.ts';
import { readPhrase } from '../conversation/phrase.ts';
import { worded } from '../conversation/wording.ts';
import type { MessageEvent } from '../events.ts';
import type { Afterwards } from '../machine/action-kind.ts';
import { dialogOf } from '../machine/frame-parts.ts';
import { openFrame, topFrame } from '../machine/frames.ts';
import { dropOutdated } from '../machine/saved-frames.ts';
import { type Conversation, change, keepSilent, nextId, pageHuman, send } from '../turn.ts';
import { answerInCrisis } from './answering.ts';
import { awaitCounselor } from './counselor-silence.ts';
import { dropCrisisFrames, isAboutCrisis, isCrisisOnTop, unanswered } from './crisis-frames.ts';
import { planFollowUp } from './follow-up.ts';
import { isDarker, type Known, learned } from './knowledge.ts';
import { crisisDialog, sayLinesAgain } from './lines.ts';
import { meetMinor } from './minor.ts';
import { isFearOfHelp, isLongAgo } from './no-news.ts';
import { isStaying, openStay, stayOn } from './staying.ts';
import { beginTalk } from './talk.ts';
import { isGunAtHand, tellsIn } from './tells.ts';
import { meetWorse } from './worse.ts';

/** What a crisis answer is opened for. */
interface Crisis {
  readonly level: Level;
  readonly category: Category;
  readonly about: About;
}

/**
 * Answers a message in which the screening heard something, before anything else is looked at: pages a human and gives
 * the crisis answer, or asks whether the partner is safe. True when the message is answered. Source: safety.md, "Order".
 */
export function hearCrisis(conversation: Conversation, given: MessageEvent): boolean {
  const event = { ...given, screening: meetMinor(conversation, given.screening) };
  const lead = leadingMatch(event.screening);
  if (!lead && !event.unreadable)
    return isGunAtHand(event.text, event.screening) && askIfSafe(conversation, 'self-harm', 'self', 'heard');
  dropOutdated(conversation);
  if (lead && conversation.turn.couple.shared.status === 'stranger') change(conversation, { language: lead.language });
  if (lead && atLeast(lead.level, 'same-day')) {
    const { level, category, about } = lead;
    meetCrisis(conversation, event, { level, category, about });
    return true;
  }
  if (lead?.level === 'check' && !isFearOfHelp(conversation, event))
    return askIfSafe(conversation, lead.category, lead.about, 'heard', rulesIn(event.screening));
  return event.unreadable && askIfSafe(conversation, 'self-harm', 'self', 'attachment');
}

/** What led to a crisis answer besides a message: what words told, and what is known by then. */
interface Learnt {
  readonly tells: readonly string[];
  readonly known: Known;
}

const unlearnt: Learnt = { tells: [], known: {} };

function meetCrisis(conversation: Conversation, event: MessageEvent, crisis: Crisis): void {
  const also = event.screening.categories.filter((each) => each !== crisis.category);
  const of = family(crisis.category);
  const rules = rulesIn(event.screening);
  pageHuman(conversation, { ...crisis, also, reason: 'message', rules });
  if (handOffOf(conversation.partner) === 'counselor') return leaveToCounselor(conversation, of);
  // A fear of those who help is heard as fear: it is paged, and answered where it was said.
  const isNoNews =
    of === 'violence' ? isFearOfHelp(conversation, event) : of === 'substance' && isLongAgo(conversation, event);
  if (isNoNews) return takeAsAnswer(conversation, event);
  if (of !== 'violence' && goesOn(conversation, event, crisis)) return;
  answerCrisis(conversation, crisis, event);
}

/** Whether a crisis that was answered lately goes on: then nothing begins anew, and what is news in it leads on. */
function goesOn(conversation: Conversation, event: MessageEvent, crisis: Crisis): boolean {
  const of = family(crisis.category);
  const before = conversation.partner.crises[of];
  const open = openFamily(conversation);
  if (open !== null && open !== of) return isLess(conversation, crisis, open) && goOnBeside(conversation, event, of);
  if (!before || conversation.turn.at - before.at > conversation.turn.limits.crisisLasts) return false;
  if (open === of && asksOfAnybody(conversation, event, crisis)) return goOnInCrisis(conversation, event, crisis);
  if (crisis.about !== before.about || (of !== 'self' && isWorse(crisis, before))) return false;
  if (open === of) return goOnInCrisis(conversation, event, crisis);
  if (hasNews(conversation, event, crisis, before)) return false;
  stayOn(conversation);
  return true;
}

/** "What do you do with somebody who says he wants to die?", asked in the middle of one's own questions: it is about oneself. */
const asksOfAnybody = (conversation: Conversation, { text }: MessageEvent, { about }: Crisis): boolean =>
  about === 'other' && hears(conversation.turn.words.tells, 'of-anybody', text);

/** The family of the crisis questions that are open; null where none are, or one of them is quiet. */
function openFamily(conversation: Conversation): Family | null {
  const top = topFrame(conversation);
  if (!top?.asked || top.asked.quiet || !isCrisisOnTop(conversation) || !isAboutCrisis(top)) return null;
  return top.dialog === 'safety-check' ? null : family(unanswered(top).category);
}

/** Less severe than the crisis whose questions are open. */
function isLess(conversation: Conversation, crisis: Crisis, open: Family): boolean {
  const before = conversation.partner.crises[open];
  return before !== undefined && compareLevels(crisis.level, before.level) < 0;
}

/** Another crisis that is less severe gets its one line, and the open question goes on. */
function goOnBeside(conversation: Conversation, event: MessageEvent, of: Family): boolean {
  send(conversation, 'crisis', worded(conversation, `crisis-${of}.beside`));
  takeAsAnswer(conversation, event);
  return true;
}

/** Whether a message tells something of a crisis about oneself that was not known. */
function hasNews(conversation: Conversation, event: MessageEvent, crisis: Crisis, before: LastCrisis): boolean {
  if (family(crisis.category) !== 'self') return false;
  const known = conversation.partner.talk?.known ?? {};
  const now = learned(known, tellsIn(event.text, conversation.turn.words, event.screening));
  return isWorse(crisis, before) || isDarker(known, now);
}

/** Gives the crisis answer, unless it would say a violence text again that still stands. */
function answerCrisis(conversation: Conversation, crisis: Crisis, event?: MessageEvent, told: Learnt = unlearnt): void {
  if (crisis.category === 'violence' && !isNews(conversation, crisis)) return keepSilent(conversation, 'quiet-crisis');
  enterCrisis(conversation, crisis, event, told);
}

/** More severe than what was answered, or about something else: being hurt is news after hurting. */
const isWorse = (crisis: Crisis, before: LastCrisis): boolean =>
  compareLevels(crisis.level, before.level) > 0 || crisis.about !== before.about;

/** A violence answer stands for a while, so that a phone which others read does not light up again and again (ADR 6). */
function isNews(conversation: Conversation, crisis: Crisis): boolean {
  const before = conversation.partner.crises.violence;
  return !before || isWorse(crisis, before) || conversation.turn.at - before.at > conversation.turn.limits.quietCrisis;
}

/** The screener is running: the message answers it, or tells it something. Worse news are met with what helps first. */
function goOnInCrisis(conversation: Conversation, event: MessageEvent, { level }: Crisis): true {
  meetWorse(conversation, level, tellsIn(event.text, conversation.turn.words, event.screening));
  takeAsAnswer(conversation, event);
  return true;
}

/** Gives a message in which a crisis was heard to the questions that are open. */
function takeAsAnswer(conversation: Conversation, event: MessageEvent): void {
  const { partner, turn } = conversation;
  const message = told(event.text.slice(0, turn.limits.characters));
  const found = readPhrase(message, partner.language, turn.words, askedQuestion(conversation));
  const answer = answerInCrisis(conversation, event, message, found);
  if (answer) runAfterwards(conversation, answer.afterwards);
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
function enterCrisis(
  conversation: Conversation,
  { level, category, about }: Crisis,
  event?: MessageEvent,
  told: Learnt = unlearnt,
): void {
  const of = family(category);
  const { turn, partner } = conversation;
  const before = partner.crises[of];
  const again = before !== undefined && before.about === about && turn.at - before.at < turn.limits.crisisLasts;
  const tells = event ? tellsIn(event.text, turn.words, event.screening) : told.tells;
  dropCrisisFrames(conversation, of);
  setAside(conversation);
  const also = besides(event, category);
  const isOfDying = also.some((each) => family(each) === 'self');
  // Who speaks of dying beside it is heard when more of that comes.
  const beside = of === 'others' && isOfDying ? { self: { level: 'urgent', about: 'self', at: turn.at } as const } : {};
  change(conversation, { crises: { ...partner.crises, ...beside, [of]: { level, about, at: turn.at } } });
  const soFar = again ? { ...partner.talk?.known, ...told.known } : told.known;
  // In an emergency the first question is the direct one.
  const wish = of === 'self' && level === 'emergency' ? { wish: 'unsure' } : {};
  const known = learned({ ...wish, ...soFar }, tells);
  beginTalk(conversation, known, again);
  planFollowUp(conversation, of);
  const follows = isOfDying ? crisisDialog('self') : 'none';
  // Whose body it is decides which of two texts is said: without a word of one's own it is the bystander's.
  const whose = category === 'overdose' && about === 'self' && event && !tells.includes('own-body') ? 'other' : about;
  openWith(conversation, crisisDialog(of), { level, category, about: whose, known, again, also, follows });
}

/** Opens a dialog with what its context has a field for. */
function openWith(conversation: Conversation, name: string, input: Readonly<Record<string, Json>>): void {
  const fields = dialogOf(conversation.turn, name).context.shape;
  const taken = Object.entries(input).filter(([field]) => field in fields);
  // Where enough was asked, it opens only to say that the coach stays.
  runAfterwards(conversation, openFrame(conversation, name, Object.fromEntries(taken)).afterwards);
}

/** The other categories of a message that are urgent, each of another family than its own; of dying also what can wait for the day. */
function besides(event: MessageEvent | undefined, category: Category): readonly Category[] {
  const urgent = (event ? subjectsOf(event.screening) : []).filter(
    (each) => !isMinor(each) && atLeast(each.level, family(each.category) === 'self' ? 'same-day' : 'urgent'),
  );
  const others = urgent.filter((each) => family(each.category) !== family(category));
  return [...new Set(others.map((each) => each.category))];
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
  if (isCrisisOnTop(conversation) && !isStaying(conversation)) {
    if (!isAnotherFamily(topFrame(conversation), category)) return false;
    pageHuman(conversation, page);
    // Of violence nothing is said, and the open question goes on: nobody is left without an answer in another crisis.
    if (category === 'violence' && !topFrame(conversation)?.asked?.quiet) return false;
    sayLinesAgain(conversation, family(category));
    return true;
  }
  if (category === 'violence' && !isNews(conversation, { level: 'check', category, about })) {
    pageHuman(conversation, page);
    keepSilent(conversation, 'quiet-crisis');
    return true;
  }
  // Where help is to come now, nothing is asked any more.
  if (isStaying(conversation) && conversation.partner.talk?.known['imminent'] === 'yes') {
    pageHuman(conversation, page);
    stayOn(conversation);
    return true;
  }
  openFrame(conversation, 'safety-check', { category, about, why });
  return true;
}

const isAnotherFamily = (frame: Frame | undefined, category: Category): boolean =>
  frame !== undefined && isAboutCrisis(frame) && family(unanswered(frame).category) !== family(category);

/** What the screener is opened for once a body is safe that somebody wanted to die with. */
const screenerAfter: Crisis = { level: 'urgent', category: 'suicide', about: 'self' };

/** Carries out what dialogs asked for once they ended. */
export function runAfterwards(
  conversation: Conversation,
  afterwards: readonly Afterwards[],
  openDialog?: (what: string) => void,
): void {
  for (const each of afterwards) {
    if (each.type === 'crisis') {
      const { tells = [], known = {}, type: _, ...crisis } = each;
      pageHuman(conversation, crisis);
      answerCrisis(conversation, crisis, undefined, { tells, known });
    } else if (each.type === 'stay') openStay(conversation, each.kind);
    else if (each.what === crisisDialog('self')) enterCrisis(conversation, screenerAfter);
    else if (each.what === 'crisis-plan')
      openWith(conversation, each.what, { known: conversation.partner.talk?.known ?? {} });
    else openDialog?.(each.what);
  }
}
