import { handOffOf } from '../domain/partner.ts';
import type { About, Category, Family, Level, Screening } from '../domain/screening.ts';
import { atLeast, compareLevels, family, leadingMatch } from '../domain/screening.ts';
import { answerTop, reask } from './asking.ts';
import type { MessageEvent } from './events.ts';
import { type Afterwards, deliver, dialogOf, dropTop, openFrame, standStill, topFrame } from './frames.ts';
import { dropOutdated } from './saved-frames.ts';
import { change, keepSilent, nextId, pageHuman, send, type Turn } from './turn.ts';

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
  if (lead || event.unreadable) dropOutdated(turn);
  if (lead && atLeast(event.screening.level, 'same-day')) {
    meetCrisis(turn, event, { level: lead.level, category: lead.category, about: lead.about });
    return true;
  }
  if (lead && event.screening.level === 'check') return askIfSafe(turn, lead.category, lead.about, 'heard');
  return event.unreadable && askIfSafe(turn, 'self-harm', 'self', 'attachment');
}

function meetCrisis(turn: Turn, event: MessageEvent, crisis: Crisis): void {
  const also = event.screening.categories.filter((each) => each !== crisis.category);
  const of = family(crisis.category);
  const before = turn.partner.crises[of];
  pageHuman(turn, { ...crisis, also, reason: 'message' });
  if (handOffOf(turn.partner) === 'counselor') return leaveToCounselor(turn, of);
  if (topFrame(turn)?.dialog === crisisDialog(of) && before && compareLevels(crisis.level, before.level) <= 0) {
    return goOnInCrisis(turn, event, of);
  }
  if (of === 'violence' && before && !isNews(turn, before, crisis.level)) return keepSilent(turn, 'quiet-crisis');
  enterCrisis(turn, crisis);
}

/** A violence answer stands for a while, so that a phone which others read does not light up again and again. */
const isNews = (turn: Turn, before: { level: Level; at: number }, level: Level): boolean =>
  compareLevels(level, before.level) > 0 || turn.at - before.at > turn.limits.quietCrisis;

/** The screener is already running: the message may be its answer; if not, the lines are said again. */
function goOnInCrisis(turn: Turn, event: MessageEvent, of: Family): void {
  const answer = answerTop(turn, event.text);
  if (answer.taken) return settle(turn, answer.afterwards);
  if (of === 'violence') return keepSilent(turn, 'quiet-question');
  send(turn, 'crisis', `${crisisDialog(of)}.again`);
  reask(turn);
}

/** A counselor is in the chat: the coach stays out of it, unless no human answers in a minute. */
function leaveToCounselor(turn: Turn, of: Family): void {
  keepSilent(turn, 'counselor-answers');
  if (turn.partner.timers.some((timer) => timer.family === of)) return;
  const timer = {
    id: nextId(turn),
    name: 'lines-without-human',
    family: of,
    due: turn.at + turn.limits.linesWithoutHuman,
  } as const;
  change(turn, { timers: [...turn.partner.timers, timer] });
}

/** Opens the crisis answer of a family on an empty stack. What was going on is set aside for RESUME. */
export function enterCrisis(turn: Turn, crisis: Crisis): void {
  setAside(turn);
  const of = family(crisis.category);
  change(turn, { crises: { ...turn.partner.crises, [of]: { level: crisis.level, at: turn.at } } });
  openFrame(turn, crisisDialog(of), { level: crisis.level, category: crisis.category, about: crisis.about });
}

function setAside(turn: Turn): void {
  while (holdsTop(turn)) endUnanswered(turn);
  const moved = turn.partner.stack
    .map((frame) => standStill(frame, turn.at))
    .filter((frame) => !turn.dialogs.get(frame.dialog)?.holds);
  change(turn, { stack: [], paused: [...turn.partner.paused, ...moved].slice(-turn.limits.frames) });
}

/** Whether a crisis answer or a check is on top. */
export const holdsTop = (turn: Turn): boolean => {
  const top = topFrame(turn);
  return top !== undefined && (turn.dialogs.get(top.dialog)?.holds ?? false);
};

/** Ends a crisis frame as silence would, so that an unanswered screener still reaches the counselor; says nothing. */
export function endUnanswered(turn: Turn): void {
  const frame = topFrame(turn);
  const timer = frame?.timers[0];
  if (!frame) return;
  const said = turn.effects.length;
  const depth = turn.partner.stack.length;
  if (timer && frame.version === dialogOf(turn, frame.dialog).version) deliver(turn, { type: timer.id });
  const kept = turn.effects.slice(said).filter((effect) => effect.type === 'page');
  turn.effects.splice(said, turn.effects.length - said, ...kept);
  if (turn.partner.stack.length === depth) dropTop(turn);
}

/** Asks whether the partner is safe. In a crisis answer the text counts as an answer instead. */
function askIfSafe(turn: Turn, category: Category, about: About, why: string): boolean {
  if (handOffOf(turn.partner) === 'counselor') {
    keepSilent(turn, 'counselor-answers');
    return true;
  }
  if (holdsTop(turn)) return false;
  openFrame(turn, 'safety-check', { category, about, why });
  return true;
}

/** Carries out what dialogs asked for once they ended. */
export function settle(turn: Turn, afterwards: readonly Afterwards[], openDialog?: (what: string) => void): void {
  for (const each of afterwards) {
    if (each.type === 'crisis') {
      pageHuman(turn, each);
      enterCrisis(turn, each);
    } else openDialog?.(each.what);
  }
}

/** The lines again, marked automatic, because nobody answered in the counselor's chat. */
export function sayLinesWithoutHuman(turn: Turn, timerId: string): void {
  const timer = turn.partner.timers.find((each) => each.id === timerId);
  change(turn, { timers: turn.partner.timers.filter((each) => each.id !== timerId) });
  if (timer && handOffOf(turn.partner) === 'counselor') send(turn, 'crisis', `${crisisDialog(timer.family)}.automatic`);
}

/** What the bare turn says when no dialog can run: the crisis text of a screening, as a content key. Pure. */
export function bareCrisis(screening: Screening): { key: string; crisis: Crisis } | null {
  const lead = leadingMatch(screening);
  if (!lead || !atLeast(lead.level, 'check')) return null;
  const { level, category, about } = lead;
  return { key: `${crisisDialog(family(category))}.bare`, crisis: { level, category, about } };
}
