import { endAddress, hasOpenAlert, isOptedOutAt, optInAt } from '../../domain/partner.ts';
import { families } from '../../domain/screening.ts';
import { gravest } from '../crisis/counselor-silence.ts';
import { dropCrisisFrames } from '../crisis/crisis-frames.ts';
import { sayOpenLines } from '../crisis/lines.ts';
import type { AddressEndedEvent, MessageEvent } from '../events.ts';
import { leaveShared } from '../machine/shared.ts';
import { replanNudges } from '../time/plan-nudges.ts';
import { type Conversation, change, keepSilent, pageHuman, send } from '../turn.ts';
import { reask } from './asking.ts';

/** The code of an address that ended because STOP was written from there. */
const stopHeard = 'OPTED_OUT';

/**
 * STOP or START that the provider has acted on and confirmed itself: it is done, and not said a second time. True when the
 * message is answered. After STOP "yes" is START there, for no question has reached this address since. Source:
 * safety.md, "Privacy and law".
 */
export function carrierActed(conversation: Conversation, { carrier, from, at }: MessageEvent): boolean {
  if (carrier === 'stop') {
    change(conversation, endAddress(conversation.partner, from, { code: stopHeard, at, optedOut: true }));
    stop(conversation);
    return true;
  }
  if (carrier !== 'start' || !isOptedOutAt(conversation.partner, from)) return false;
  change(conversation, optInAt(conversation.partner, from));
  start(conversation);
  return true;
}

/** STOP that nobody has confirmed: done, and said. */
export function ownStop(conversation: Conversation): void {
  stop(conversation, () => send(conversation, 'reply', 'coach.stopped', {}, true));
}

/** START that nobody has confirmed. */
export function ownStart(conversation: Conversation): void {
  const { event } = conversation.turn;
  if (event.type === 'message') change(conversation, optInAt(conversation.partner, event.from));
  start(conversation, () => send(conversation, 'reply', 'coach.started', {}, true));
}

/** A provider takes nothing more for an address. Where it is for STOP, which never came here, it counts as STOP heard late. */
export function endFrom(conversation: Conversation, { from, code, at, optedOut }: AddressEndedEvent): void {
  const isNew = optedOut && !conversation.partner.optedOut;
  change(conversation, endAddress(conversation.partner, from, { code, at, ...(optedOut ? { optedOut } : {}) }));
  if (!isNew) return;
  if (hasOpenAlert(conversation.partner)) pageOptOut(conversation);
  change(conversation, { optedOut: true });
}

/** Nudges end and what was going on is over. An open alert becomes the counselor's task. */
function stop(conversation: Conversation, confirm?: () => void): void {
  dropCrisisFrames(conversation);
  if (hasOpenAlert(conversation.partner)) pageOptOut(conversation);
  const { stack, paused } = conversation.partner;
  change(conversation, { optedOut: true, stack: [], paused: [], timers: [] });
  if (confirm) confirm();
  else keepSilent(conversation, 'carrier-answers');
  leaveShared(conversation, [...stack, ...paused]);
}

/** The case goes on by the safe-contact sheet alone; in a violence case nobody calls or writes at all. */
function pageOptOut(conversation: Conversation): void {
  const { alerts } = conversation.partner;
  const open = families.filter((family) => (alerts[family]?.status ?? 'closed') !== 'closed');
  const task = { kind: open.includes('violence') ? 'stopped-violence' : 'stopped', code: stopHeard } as const;
  for (const family of open) {
    const level = alerts[family]?.level ?? 'urgent';
    pageHuman(conversation, { level, category: gravest[family], about: 'self', reason: 'opted-out', task });
  }
}

/** Nudges come again. What a crisis had to say meanwhile did not arrive: its lines are said now. */
function start(conversation: Conversation, confirm?: () => void): void {
  change(conversation, { optedOut: false, nudgePause: null });
  replanNudges(conversation);
  if (confirm) confirm();
  else keepSilent(conversation, 'carrier-answers');
  if (!sayOpenLines(conversation)) reask(conversation, 'coach.back');
}
