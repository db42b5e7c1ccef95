import type { Couple } from '../../domain/couple.ts';
import type { Frame, SharedFrame } from '../../domain/frame.ts';
import type { Nudge, Partner, Side } from '../../domain/partner.ts';
import { holdsWaiting, laterHold } from '../couple/holds.ts';
import { laterShare, sharesWaiting } from '../couple/share.ts';
import { laterTogether, togetherWaiting } from '../couple/waiting.ts';
import { runAfterwards } from '../crisis/crisis.ts';
import { isAboutCrisis, pageUnanswered } from '../crisis/crisis-frames.ts';
import { runConversationTimer } from '../crisis/timers.ts';
import type { TogetherDue, TurnEvent } from '../events.ts';
import { resumeTimers } from '../machine/frame-parts.ts';
import { deliver, dropTop, replaceTop, topFrame } from '../machine/frames.ts';
import { isCurrent } from '../machine/saved-frames.ts';
import { endShared, fireShared, sharedFrame } from '../machine/shared.ts';
import type { Conversation } from '../turn.ts';
import { noteOver } from './missed-check-ins.ts';
import { planNudge } from './plan-nudges.ts';

/** One thing that waits for an instant. `urgent` belongs to a crisis. */
export type Due = { readonly side: Side; readonly due: number; readonly urgent: boolean } & (
  | { readonly type: 'timer'; readonly frame: string | null; readonly timer: string; readonly tries: number }
  | { readonly type: 'nudge'; readonly nudge: string }
  | { readonly type: 'hold'; readonly hold: string }
  | { readonly type: 'together'; readonly what: TogetherDue }
  | { readonly type: 'share'; readonly share: string }
);

/** Everything of a couple that is due by an instant, in the order of the instants. Pure. */
export function dueBy(couple: Couple, at: number): readonly Due[] {
  return waiting(couple)
    .filter((each) => each.due <= at)
    .sort((left, right) => left.due - right.due);
}

/** Whether a couple has this due by an instant, whatever else has become of it since. Pure. */
export const isDue = (couple: Couple, due: Due, at: number): boolean =>
  dueBy(couple, at).some((each) => each.due === due.due && JSON.stringify(each) === JSON.stringify(due));

/** The next instant at which something of a couple is due; null when nothing waits. Pure. */
export const nextWake = (couple: Couple): number | null => soonest(waiting(couple));

/** The next instant at which something that belongs to a crisis is due; null when nothing waits. Pure. */
export const nextUrgent = (couple: Couple): number | null => soonest(waiting(couple).filter(({ urgent }) => urgent));

const soonest = (found: readonly Due[]): number | null =>
  found.length === 0 ? null : Math.min(...found.map(({ due }) => due));

/** What waits is told by the couple alone, which never changes: it is asked for several times in a row. */
const known = new WeakMap<Couple, readonly Due[]>();

function waiting(couple: Couple): readonly Due[] {
  const before = known.get(couple);
  if (before) return before;
  const found = [
    ...waitingFor(couple.a, 'a'),
    ...(couple.b ? waitingFor(couple.b, 'b') : []),
    ...(couple.shared.frames ?? []).flatMap((frame) => waitingIn(frame, frame.first)),
    ...holdsWaiting(couple),
    ...togetherWaiting(couple),
  ];
  known.set(couple, found);
  return found;
}

/** The running timers of a frame. A shared frame's are here once, for the side that opened it. */
const waitingIn = (frame: Frame, side: Side): Due[] =>
  frame.timers.flatMap((timer) =>
    'due' in timer
      ? [
          {
            ...({ type: 'timer', side, frame: frame.id, timer: timer.id } as const),
            due: timer.due,
            tries: timer.tries ?? 0,
            urgent: isAboutCrisis(frame),
          },
        ]
      : [],
  );

function waitingFor(partner: Partner, side: Side): Due[] {
  const frame = partner.stack.at(-1);
  const found: Due[] = [...(frame ? waitingIn(frame, side) : []), ...sharesWaiting(partner, side)];
  for (const timer of partner.timers) {
    found.push({
      type: 'timer',
      side,
      frame: null,
      timer: timer.id,
      due: timer.due,
      tries: timer.tries ?? 0,
      urgent: timer.name === 'lines-without-human',
    });
  }
  // After STOP, and before consent, nothing is planned; START and consent plan anew.
  if (!partner.optedOut && partner.consent.status === 'given') {
    for (const nudge of partner.nudges)
      found.push({ type: 'nudge', side, nudge: nudge.id, due: nudge.next, urgent: false });
  }
  return found;
}

/** What is due as an event. `id` is fresh and random. Pure. */
export function dueEvent(due: Due, id: string, at: number): TurnEvent {
  const { side } = due;
  if (due.type === 'hold') return { type: 'hold', id, at, side, hold: due.hold };
  if (due.type === 'nudge') return { type: 'nudge', id, at, side, nudge: due.nudge };
  if (due.type === 'together') return { type: 'together', id, at, side, what: due.what };
  if (due.type === 'share') return { type: 'share', id, at, side, share: due.share };
  return { type: 'timer', id, at, side, frame: due.frame, timer: due.timer };
}

/** Fires a timer. Silence is never answered by asking what lies below again. */
export function runTimer(conversation: Conversation, frameId: string | null, timer: string): void {
  if (frameId === null) return runConversationTimer(conversation, timer);
  const shared = sharedFrame(conversation.turn, frameId);
  if (shared) return runSharedTimer(conversation, shared, timer);
  const frame = topFrame(conversation);
  if (frame?.id !== frameId || !frame.timers.some((each) => each.id === timer)) return;
  // A frame of another build ends at its expiry, without a word; a crisis question was met with silence.
  if (!isCurrent(conversation, frame)) {
    dropTop(conversation);
    return pageUnanswered(conversation, frame);
  }
  // It has fired, whether or not a transition takes it now.
  replaceTop(conversation, { ...frame, timers: frame.timers.filter((each) => each.id !== timer) });
  const delivery = deliver(conversation, { type: timer });
  noteOver(conversation, frame);
  runAfterwards(conversation, delivery.afterwards);
}

function runSharedTimer(conversation: Conversation, frame: SharedFrame, timer: string): void {
  if (!frame.timers.some((each) => each.id === timer)) return;
  // One of another build ends at its expiry, without a word.
  if (!isCurrent(conversation, frame)) return endShared(conversation.turn, frame.id);
  runAfterwards(conversation, fireShared(conversation, frame, timer).afterwards);
}

/** A timer whose turn throws is tried again after these waits, then given up (architecture.md, "The outbox"). */
export const retryAfter: readonly number[] = [60_000, 300_000, 1_800_000];

/**
 * The couple after a turn that threw: a timer is put off, and given up with its frame where it was tried often enough;
 * a nudge waits for its next occurrence. `unanswered` is the crisis frame whose timer failed for the first time: its
 * counselor must hear of it all the same. Pure.
 */
export function reschedule(couple: Couple, due: Due, at: number): { couple: Couple; unanswered: Frame | null } {
  const partner = couple[due.side];
  if (!partner) return { couple, unanswered: null };
  if (due.type === 'hold') return { couple: laterHold(couple, due.hold, at + 1_800_000), unanswered: null };
  if (due.type === 'together') return { couple: laterTogether(couple, due.what, at), unanswered: null };
  if (due.type === 'share')
    return { couple: { ...couple, [due.side]: laterShare(partner, due.share, at + 1_800_000) }, unanswered: null };
  if (due.type === 'nudge')
    return { couple: { ...couple, [due.side]: withoutOccurrence(couple, partner, due, at) }, unanswered: null };
  if (couple.shared.frames?.some((each) => each.id === due.frame))
    return { couple: rescheduleShared(couple, due, at), unanswered: null };
  const frame = partner.stack.find((each) => each.id === due.frame);
  const wait = retryAfter[due.tries];
  const changed = wait === undefined ? without(partner, due.timer, due.frame, at) : delayed(partner, due, at + wait);
  return {
    couple: { ...couple, [due.side]: changed },
    unanswered: due.tries === 0 && frame && isAboutCrisis(frame) ? frame : null,
  };
}

/** A shared frame's timer put off, or the frame given up: in the couple, with both references. */
function rescheduleShared(couple: Couple, due: TimerDue, at: number): Couple {
  const wait = retryAfter[due.tries];
  const frames = couple.shared.frames ?? [];
  if (wait !== undefined) {
    const later = frames.map((each) => (each.id === due.frame ? laterTimer(each, due, at + wait) : each));
    return { ...couple, shared: { ...couple.shared, frames: later } };
  }
  const left = (partner: Partner): Partner => {
    const reference = partner.stack.find((each) => each.shared === due.frame);
    const rest = { ...partner, paused: partner.paused.filter((each) => each.shared !== due.frame) };
    return reference ? without(rest, due.timer, reference.id, at) : rest;
  };
  const kept = frames.filter((each) => each.id !== due.frame);
  return { ...couple, shared: { ...couple.shared, frames: kept }, a: left(couple.a), b: couple.b && left(couple.b) };
}

type TimerDue = Extract<Due, { type: 'timer' }>;

const laterTimer = <T extends Frame>(frame: T, { timer, tries }: TimerDue, due: number): T => ({
  ...frame,
  timers: frame.timers.map((each) => (each.id === timer ? { ...each, due, tries: tries + 1 } : each)),
});

function withoutOccurrence(
  { id }: Couple,
  partner: Partner,
  due: Extract<Due, { type: 'nudge' }>,
  at: number,
): Partner {
  const later = (nudge: Nudge): Nudge =>
    nudge.until === undefined
      ? planNudge(nudge, `${id}/${due.side}`, partner, at, 0)
      : { ...nudge, next: at + 1_800_000 };
  return { ...partner, nudges: partner.nudges.map((nudge) => (nudge.id === due.nudge ? later(nudge) : nudge)) };
}

function delayed(partner: Partner, due: Extract<Due, { type: 'timer' }>, next: number): Partner {
  const tries = due.tries + 1;
  const change = <T extends { readonly id: string }>(timer: T): T =>
    timer.id === due.timer ? { ...timer, due: next, tries } : timer;
  if (due.frame === null) return { ...partner, timers: partner.timers.map(change) };
  const stack = partner.stack.map((frame) =>
    frame.id === due.frame ? { ...frame, timers: frame.timers.map(change) } : frame,
  );
  return { ...partner, stack };
}

function without(partner: Partner, timer: string, frame: string | null, at: number): Partner {
  if (frame === null) return { ...partner, timers: partner.timers.filter((each) => each.id !== timer) };
  const stack = partner.stack.filter((each) => each.id !== frame);
  const top = stack.at(-1);
  return { ...partner, stack: top ? [...stack.slice(0, -1), resumeTimers(top, at)] : stack };
}
