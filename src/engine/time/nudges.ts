import { localDate, quietUntil } from '../../domain/local-time.ts';
import {
  areNudgesPaused,
  handOffOf,
  hasConsent,
  hasOpenAlert,
  isReachable,
  type Nudge,
  type Partner,
} from '../../domain/partner.ts';
import { dialogOf, openFrame } from '../machine/frames.ts';
import { change, type Turn } from '../turn.ts';
import { planned } from './plan-nudges.ts';

/** Runs a nudge that is due: opens its dialog, puts it off, or lets this occurrence go. Never in quiet hours. */
export function runNudge(turn: Turn, id: string): void {
  const nudge = turn.partner.nudges.find((each) => each.id === id);
  if (!nudge || nudge.next > turn.at) return;
  const expiresAt = nudgeExpiry(turn, nudge);
  const reason = nudgeObstacle(turn.partner, nudge, turn.at, expiresAt);
  if (reason) return skip(turn, nudge, reason);
  const quiet = quietUntil(turn.at, turn.partner.quietHours, turn.partner.zone);
  if (quiet !== null) return replan(turn, { ...nudge, next: quiet });
  if (turn.partner.stack.length > 0) return wait(turn, nudge);
  replan(turn, planned(turn, nudge, turn.at));
  turn.expiresAt = expiresAt;
  dialogOf(turn, nudge.dialog);
  openFrame(turn, nudge.dialog, { by: 'nudge' });
}

/** The last instant at which an occurrence is still wanted: its life begins where quiet hours first allow it. */
function nudgeExpiry(turn: Turn, nudge: Nudge): number {
  const { quietHours, zone } = turn.partner;
  return (quietUntil(nudge.planned, quietHours, zone) ?? nudge.planned) + turn.limits.nudgeLife;
}

/** Why an occurrence is let go; null when nothing stands against it. Pure. */
function nudgeObstacle(partner: Partner, nudge: Nudge, at: number, expiresAt: number): string | null {
  if (at > expiresAt) return 'skipped_stale';
  if (!partner.addresses.some(isReachable)) return 'no-address';
  if (partner.optedOut) return 'opted-out';
  if (!hasConsent(partner, at)) return 'no-consent';
  if (areNudgesPaused(partner, at)) return 'paused';
  if (hasOpenAlert(partner) || handOffOf(partner) !== 'bot') return 'open-alert';
  const done = partner.finished[nudge.dialog];
  if (done === localDate(at, partner.zone) || done === localDate(nudge.planned, partner.zone)) return 'done-today';
  return null;
}

/** The conversation is busy: a little later, unless it is this very dialog. */
function wait(turn: Turn, nudge: Nudge): void {
  if (turn.partner.stack.some((frame) => frame.dialog === nudge.dialog)) return skip(turn, nudge, 'in-progress');
  replan(turn, { ...nudge, next: turn.at + turn.limits.nudgeBusy });
}

function skip(turn: Turn, nudge: Nudge, reason: string): void {
  turn.records.push({
    of: turn.side,
    kind: 'turn',
    data: { event: 'nudge', dialog: nudge.dialog, skipped: reason, at: turn.at },
  });
  replan(turn, planned(turn, nudge, turn.at));
}

function replan(turn: Turn, nudge: Nudge): void {
  change(turn, { nudges: turn.partner.nudges.map((each) => (each.id === nudge.id ? nudge : each)) });
}
