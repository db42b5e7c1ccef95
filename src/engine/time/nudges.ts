import { localDate, quietUntil } from '../../domain/local-time.ts';
import { areNudgesPaused, handOffOf, hasConsent, hasOpenAlert, isReachable, type Nudge } from '../../domain/partner.ts';
import { aloneUntil, isClosed } from '../couple/registry.ts';
import { suits } from '../couple/suits.ts';
import { dialogOf } from '../machine/frame-parts.ts';
import { openFrame } from '../machine/frames.ts';
import { type Conversation, change } from '../turn.ts';
import { invite } from './missed-check-ins.ts';
import { planned, putOff } from './plan-nudges.ts';

/** Runs a nudge that is due: opens its dialog, puts it off, or lets this occurrence go. Never in quiet hours. */
export function runNudge(conversation: Conversation, id: string): void {
  const nudge = conversation.partner.nudges.find((each) => each.id === id);
  if (!nudge || nudge.next > conversation.turn.at) return;
  const expiresAt = nudgeExpiry(conversation, nudge);
  const reason = nudgeObstacle(conversation, nudge, expiresAt);
  if (reason && nudge.until !== undefined && passing.includes(reason))
    return reschedule(conversation, putOff(conversation, nudge, reason), reason);
  if (reason) return skip(conversation, nudge, reason);
  const quiet = quietUntil(conversation.turn.at, conversation.partner.quietHours, conversation.partner.zone);
  if (quiet !== null) return reschedule(conversation, { ...nudge, next: quiet }, 'quiet-hours');
  const alone = aloneUntil(conversation.partner, conversation.turn.at);
  if (alone !== null) return reschedule(conversation, { ...nudge, next: alone }, 'own-hours');
  if (conversation.partner.stack.length > 0) return wait(conversation, nudge);
  replan(conversation, nudge, planned(conversation, nudge, conversation.turn.at));
  conversation.expiresAt = expiresAt;
  const { context } = dialogOf(conversation.turn, nudge.dialog);
  const given = 'by' in context.shape ? { by: 'nudge' } : {};
  invite(conversation, nudge.dialog, () => openFrame(conversation, nudge.dialog, given));
}

/** What lets one occurrence of many go, and puts off what comes but once. */
const passing = ['paused', 'open-alert', 'counselor-answers', 'no-address'];

/** The last instant at which an occurrence is still wanted: its life begins where quiet hours first allow it. */
function nudgeExpiry(conversation: Conversation, nudge: Nudge): number {
  if (nudge.until !== undefined) return nudge.until;
  const { quietHours, zone } = conversation.partner;
  return (quietUntil(nudge.planned, quietHours, zone) ?? nudge.planned) + conversation.turn.limits.nudgeLife;
}

/** Why an occurrence is let go; null when nothing stands against it. Pure. */
function nudgeObstacle(conversation: Conversation, nudge: Nudge, expiresAt: number): string | null {
  const { partner, turn } = conversation;
  const { at } = turn;
  if (at > expiresAt) return 'skipped_stale';
  if (!partner.addresses.some(isReachable)) return 'no-address';
  if (partner.optedOut) return 'opted-out';
  if (!hasConsent(partner, at)) return 'no-consent';
  if (areNudgesPaused(partner, at)) return 'paused';
  if (hasOpenAlert(partner)) return 'open-alert';
  if (handOffOf(partner) !== 'bot') return 'counselor-answers';
  if (!suits(conversation, nudge.dialog)) return 'not-here';
  if (isClosed(conversation, nudge.dialog)) return 'boundary';
  const done = partner.finished[nudge.dialog];
  if (done === localDate(at, partner.zone) || done === localDate(nudge.planned, partner.zone)) return 'done-today';
  return null;
}

/** The conversation is busy: a little later, unless it is this very dialog. */
function wait(conversation: Conversation, nudge: Nudge): void {
  if (conversation.partner.stack.some((frame) => frame.dialog === nudge.dialog))
    return skip(conversation, nudge, 'in-progress');
  reschedule(conversation, { ...nudge, next: conversation.turn.at + conversation.turn.limits.nudgeBusy }, 'busy');
}

function skip(conversation: Conversation, nudge: Nudge, reason: string): void {
  note(conversation, { dialog: nudge.dialog, skipped: reason });
  replan(conversation, nudge, planned(conversation, nudge, conversation.turn.at));
}

function reschedule(conversation: Conversation, nudge: Nudge, later: string): void {
  note(conversation, { dialog: nudge.dialog, later });
  replan(conversation, nudge, nudge);
}

/** What became of an occurrence that said nothing. */
function note(conversation: Conversation, what: Readonly<Record<string, string>>): void {
  const data = { event: 'nudge', ...what, at: conversation.turn.at };
  conversation.records.push({ of: conversation.side, kind: 'turn', data });
}

/** A nudge as it stands from now on; null where it was for once. */
function replan(conversation: Conversation, { id }: Nudge, now: Nudge | null): void {
  change(conversation, {
    nudges: conversation.partner.nudges.flatMap((each) => (each.id === id ? (now ?? []) : each)),
  });
}
