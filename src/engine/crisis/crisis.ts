import type { Frame } from '../../domain/frame.ts';
import { handOffOf, type LastCrisis } from '../../domain/partner.ts';
import type { About, Category, Family, Level, Screening } from '../../domain/screening.ts';
import { atLeast, compareLevels, families, family, leadingMatch, silenceLevel } from '../../domain/screening.ts';
import type { Phrase } from '../../domain/words.ts';
import { answerTop, reask } from '../conversation/asking.ts';
import type { MessageEvent } from '../events.ts';
import type { Afterwards } from '../machine/actions.ts';
import { openFrame, suspendTimers, topFrame } from '../machine/frames.ts';
import { dropOutdated } from '../machine/saved-frames.ts';
import { change, keepSilent, nextId, pageHuman, send, type Turn } from '../turn.ts';
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
export function hearCrisis(turn: Turn, event: MessageEvent): boolean {
  const lead = leadingMatch(event.screening);
  if (!lead && !event.unreadable) return false;
  dropOutdated(turn);
  if (lead && turn.couple.shared.status === 'stranger') change(turn, { language: lead.language });
  if (lead && atLeast(lead.level, 'same-day')) {
    const { level, category, about } = lead;
    meetCrisis(turn, event, { level, category, about });
    return true;
  }
  if (lead?.level === 'check') return askIfSafe(turn, lead.category, lead.about, 'heard');
  return event.unreadable && askIfSafe(turn, 'self-harm', 'self', 'attachment');
}

function meetCrisis(turn: Turn, event: MessageEvent, crisis: Crisis): void {
  const also = event.screening.categories.filter((each) => each !== crisis.category);
  const of = family(crisis.category);
  const before = turn.partner.crises[of];
  pageHuman(turn, { ...crisis, also, reason: 'message' });
  if (handOffOf(turn.partner) === 'counselor') return leaveToCounselor(turn, of);
  if (topFrame(turn)?.dialog === crisisDialog(of) && before && !isWorse(crisis, before)) {
    return goOnInCrisis(turn, event, of);
  }
  answerCrisis(turn, crisis);
}

/** Gives the crisis answer, unless it would say a violence text again that still stands. */
function answerCrisis(turn: Turn, crisis: Crisis): void {
  if (crisis.category === 'violence' && !isNews(turn, crisis)) return keepSilent(turn, 'quiet-crisis');
  enterCrisis(turn, crisis);
}

/** More severe than what was answered, or about something else: being hurt is news after hurting. */
const isWorse = (crisis: Crisis, before: LastCrisis): boolean =>
  compareLevels(crisis.level, before.level) > 0 || crisis.about !== before.about;

/** A violence answer stands for a while, so that a phone which others read does not light up again and again (ADR 6). */
function isNews(turn: Turn, crisis: Crisis): boolean {
  const before = turn.partner.crises.violence;
  return !before || isWorse(crisis, before) || turn.at - before.at > turn.limits.quietCrisis;
}

/** The screener is already running: the message may be its answer; if not, the lines are said again. */
function goOnInCrisis(turn: Turn, event: MessageEvent, of: Family): void {
  const answer = answerTop(turn, event.text.slice(0, turn.limits.characters));
  if (answer.taken) return runAfterwards(turn, answer.afterwards);
  sayLinesAgain(turn, of);
}

/** A counselor is in the chat: the coach stays out of it, unless no human answers in a minute. */
function leaveToCounselor(turn: Turn, of: Family): void {
  keepSilent(turn, 'counselor-answers');
  if (turn.partner.timers.some((timer) => timer.family === of)) return;
  const due = turn.at + turn.limits.linesWithoutHuman;
  const timer = { id: nextId(turn), name: 'lines-without-human', family: of, due } as const;
  change(turn, { timers: [...turn.partner.timers, timer] });
}

/** Opens the crisis answer of a family on an empty stack. What was going on is set aside for RESUME (ADR 4). */
function enterCrisis(turn: Turn, { level, category, about }: Crisis): void {
  const of = family(category);
  dropCrisisFrames(turn, of);
  setAside(turn);
  change(turn, { crises: { ...turn.partner.crises, [of]: { level, about, at: turn.at } } });
  openFrame(turn, crisisDialog(of), { level, category, about });
}

/** Sets the whole conversation aside for RESUME. A menu is not worth coming back to. */
export function setAside(turn: Turn): void {
  const worth = turn.partner.stack.filter((frame) => frame.dialog !== 'menu');
  const aside = [...turn.partner.paused, ...worth.map((frame) => suspendTimers(frame, turn.at))];
  change(turn, { stack: [], paused: aside.slice(-turn.limits.frames) });
}

/**
 * Perhaps a crisis: asks whether the partner is safe. Where nobody can ask, because a counselor is in the chat, another
 * crisis question is open, or a violence answer stands, the counselor hears of it as if it had met with silence.
 */
function askIfSafe(turn: Turn, category: Category, about: About, why: 'heard' | 'attachment'): boolean {
  const page = {
    level: why === 'heard' ? silenceLevel(category) : 'same-day',
    category,
    about,
    reason: 'message',
  } as const;
  if (handOffOf(turn.partner) === 'counselor') {
    pageHuman(turn, page);
    leaveToCounselor(turn, family(category));
    return true;
  }
  if (isCrisisOnTop(turn)) {
    if (!isAnotherFamily(topFrame(turn), category)) return false;
    pageHuman(turn, page);
    sayLinesAgain(turn, family(category));
    return true;
  }
  if (category === 'violence' && !isNews(turn, { level: 'check', category, about })) {
    pageHuman(turn, page);
    keepSilent(turn, 'quiet-crisis');
    return true;
  }
  openFrame(turn, 'safety-check', { category, about, why });
  return true;
}

/** The lines of a family, then the open question again. Never in a violence case: the phone may not be private. */
function sayLinesAgain(turn: Turn, of: Family): void {
  if (of === 'violence') return keepSilent(turn, 'quiet-crisis');
  send(turn, 'crisis', `${crisisDialog(of)}.again`);
  reask(turn);
}

/**
 * HOME, HOLA, START are meant for a crisis line, and went to us instead: while an alert is open the lines are said again.
 * True when they were. Source: safety.md, "What is said at once".
 */
export function resendLines(turn: Turn, phrase: Phrase | null): boolean {
  const { alerts, optedOut } = turn.partner;
  if (!phrase || !('command' in phrase) || optedOut) return false;
  if (phrase.command !== 'line' && phrase.command !== 'start') return false;
  const open = families.find((of) => of !== 'violence' && alerts[of] && alerts[of].status !== 'closed');
  if (!open || handOffOf(turn.partner) === 'counselor') return false;
  sayLinesAgain(turn, open);
  return true;
}

const isAnotherFamily = (frame: Frame | undefined, category: Category): boolean =>
  frame !== undefined && isAboutCrisis(frame) && family(unanswered(frame).category) !== family(category);

/** Carries out what dialogs asked for once they ended. */
export function runAfterwards(
  turn: Turn,
  afterwards: readonly Afterwards[],
  openDialog?: (what: string) => void,
): void {
  for (const each of afterwards) {
    if (each.type === 'crisis') {
      pageHuman(turn, each);
      answerCrisis(turn, each);
    } else openDialog?.(each.what);
  }
}

/**
 * A minute after a crisis word in the counselor's chat, and nobody has answered: the lines, marked automatic. In a
 * violence case nothing lights the phone: the counselor is called again.
 */
export function sayLinesWithoutHuman(turn: Turn, timerId: string): void {
  const timer = turn.partner.timers.find((each) => each.id === timerId);
  change(turn, { timers: turn.partner.timers.filter((each) => each.id !== timerId) });
  if (!timer) return;
  if (timer.family === 'violence') {
    return pageHuman(turn, { level: 'urgent', category: 'violence', about: 'self', reason: 'silence' });
  }
  const text = handOffOf(turn.partner) === 'counselor' ? 'automatic' : 'again';
  send(turn, 'crisis', `${crisisDialog(timer.family)}.${text}`);
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
