import { type Side, sides } from '../../domain/partner.ts';
import type { Gate } from '../../domain/together.ts';
import { runAfterwards } from '../crisis/crisis.ts';
import { isFree } from '../free.ts';
import { dialogOf } from '../machine/frame-parts.ts';
import { openFrame } from '../machine/frames.ts';
import { isApproachable, openForBoth } from '../machine/shared.ts';
import { type Conversation, conversationOf, send, type Turn } from '../turn.ts';
import { hasTwo, isHeld } from './couple-hold.ts';
import { dropOwn } from './own-frames.ts';
import { isLeftAlone } from './registry.ts';
import { noteRitual } from './rituals.ts';
import { suitsBoth } from './suits.ts';

/** How long a gate is open, ms. */
const gateWindow = 20 * 60_000;

/** Asks each in private whether they want to do something together. Whoever is busy, away, asleep, or wants to be left alone with it is not asked. */
export function openGate(turn: Turn, exercise: string, first: Side): void {
  const closes = turn.at + gateWindow;
  const asked = sides.filter((side) => {
    const conversation = conversationOf(turn, side);
    return conversation !== undefined && isApproachable(conversation) && !isLeftAlone(conversation, exercise);
  });
  const gate: Gate = { id: turn.event.id, exercise, opened: turn.at, closes, first, asked, yes: [] };
  turn.together = { ...turn.together, gate };
  for (const side of asked) {
    const conversation = conversationOf(turn, side);
    if (conversation) askAtGate(conversation, closes);
  }
}

function askAtGate(conversation: Conversation, closes: number): void {
  conversation.expiresAt = closes;
  openFrame(conversation, 'gate');
  conversation.expiresAt = null;
}

/**
 * The gate's window is over. Both were a yes and nothing stands against it: the exercise begins. All else is the same text for whoever
 * was asked, at this very instant.
 */
export function closeGate(turn: Turn): void {
  const { gate, ...rest } = turn.together;
  if (!gate) return;
  turn.together = rest;
  const goes = isGo(turn, gate);
  for (const side of gate.asked) {
    const conversation = conversationOf(turn, side);
    if (!conversation) continue;
    dropOwn(conversation, 'gate');
    if (!goes && isFree(conversation)) send(conversation, 'mediated', 'gate.not-today');
  }
  if (goes) begin(turn, gate);
}

function isGo(turn: Turn, gate: Gate): boolean {
  if (isHeld(turn) || !hasTwo(turn) || turn.together.timeOut || !turn.dialogs.get(gate.exercise)?.shared) return false;
  if (!suitsBoth(turn, gate.exercise)) return false;
  return sides.every((side) => {
    const conversation = conversationOf(turn, side);
    return gate.yes.includes(side) && conversation !== undefined && isFree(conversation);
  });
}

function begin(turn: Turn, gate: Gate): void {
  const [first, second] = [conversationOf(turn, gate.first), conversationOf(turn, gate.first === 'a' ? 'b' : 'a')];
  if (!first || !second) return;
  noteRitual(turn, gate.exercise);
  const delivery = openForBoth(first, second, dialogOf(turn, gate.exercise));
  runAfterwards(first, delivery.afterwards);
}
