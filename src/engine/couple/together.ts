import { daysLater, localDate } from '../../domain/local-time.ts';
import { sides } from '../../domain/partner.ts';
import type { Plan } from '../../domain/together.ts';
import type { TogetherDue } from '../events.ts';
import { openFrame } from '../machine/frames.ts';
import { isApproachable } from '../machine/shared.ts';
import { conversationOf, type Turn } from '../turn.ts';
import { hasTwo, isHeld } from './couple-hold.ts';
import { tellEnd } from './ending.ts';
import { closeGate, openGate } from './gate.ts';
import { drawn, nextSlot, slotOn } from './plan.ts';
import { isLeftAlone } from './registry.ts';
import { suitsBoth } from './suits.ts';
import { runTimeOut } from './time-out.ts';

/** How late a slot may come after down-time: no burst of what was missed, ms. */
const stale = 3_600_000;
/** In the first weeks an exercise is short: minutes, and days. */
const shortMinutes = 5;
const shortDays = 28;

/** Something that both take part in is due. */
export function runTogether(turn: Turn, what: TogetherDue): void {
  if (what === 'slot') runSlot(turn);
  else if (what === 'assigned') runAssigned(turn);
  else if (what === 'gate') closeGate(turn);
  else if (what === 'end') tellEnd(turn);
  else runTimeOut(turn);
}

/** A slot of the plan: the gate to something for two, or something for each alone. Under a hold it is always the latter. */
function runSlot(turn: Turn): void {
  const { plan } = turn.together;
  if (!plan || plan.next > turn.at) return;
  turn.together = { ...turn.together, plan: { ...plan, next: nextSlot(plan, turn.at) } };
  const date = localDate(plan.next, plan.zone);
  if (turn.at - plan.next > stale || !takeDay(turn, date)) return;
  const exercise = mayBeForTwo(turn) ? exerciseOn(turn, plan, date) : null;
  if (exercise === null) return offerAlone(turn);
  if (exercise === plan.wish) forgetWish(turn);
  openGate(turn, exercise, drawn(plan.seed, `first ${date}`, 2) === 0 ? 'a' : 'b');
}

/** What a counselor has set for this instant, in place of what the day holds. */
function runAssigned(turn: Turn): void {
  const { assigned, ...rest } = turn.together;
  if (!assigned || assigned.at > turn.at) return;
  turn.together = rest;
  const date = localDate(assigned.at, rest.plan?.zone ?? turn.limits.clinicZone);
  if (turn.at - assigned.at > stale || !takeDay(turn, date)) return;
  if (mayBeForTwo(turn)) openGate(turn, assigned.exercise, assigned.first);
  else offerAlone(turn);
}

/** Whether something may be offered on a date: once a day, and not while a gate is open or in a break. */
function takeDay(turn: Turn, date: string): boolean {
  const { last, gate, timeOut } = turn.together;
  if (last === date || gate || timeOut) return false;
  turn.together = { ...turn.together, last: date };
  return true;
}

const mayBeForTwo = (turn: Turn): boolean => hasTwo(turn) && !isHeld(turn);

function forgetWish(turn: Turn): void {
  const { plan } = turn.together;
  if (!plan) return;
  const { wish: _, ...rest } = plan;
  turn.together = { ...turn.together, plan: rest };
}

/** What is done on a date: what one of them asked for, else it is drawn. Null where the day is for each alone, or nothing suits. */
function exerciseOn(turn: Turn, plan: Plan, date: string): string | null {
  if (slotOn(plan.seed, date) !== 'couple') return null;
  const isShort = date < daysLater(plan.began, shortDays);
  const suits = [...turn.dialogs.values()]
    .filter(({ shared, exercise }) => shared && exercise?.planned !== false && exercise !== undefined)
    .filter(({ exercise }) => !isShort || (exercise?.minutes ?? 0) <= shortMinutes)
    .filter(({ name }) => suitsBoth(turn, name))
    .map(({ name }) => name)
    .sort();
  if (plan.wish !== undefined && suits.includes(plan.wish)) return plan.wish;
  return suits[drawn(plan.seed, `what ${date}`, Math.max(1, suits.length))] ?? null;
}

/** Something for each alone, in the same words whyever it is no slot for two. */
function offerAlone(turn: Turn): void {
  for (const side of sides) {
    const conversation = conversationOf(turn, side);
    if (!conversation || !isApproachable(conversation) || isLeftAlone(conversation, 'solo')) continue;
    conversation.expiresAt = turn.at + turn.limits.nudgeLife;
    openFrame(conversation, 'solo');
    conversation.expiresAt = null;
  }
}
