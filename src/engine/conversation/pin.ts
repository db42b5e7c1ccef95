import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import { change, send, type Turn } from '../turn.ts';

/** Whether the partner's PIN has to be given before anything private is shown. A crisis dialog is never locked. */
export function isLocked(turn: Turn): boolean {
  const { pin } = turn.partner;
  // A clock that was set back makes no idle phone a phone in use.
  return pin !== null && !isCrisisOnTop(turn) && Math.abs(turn.at - pin.seenAt) > turn.limits.pinIdle;
}

/**
 * Stands before everything private on a phone that others may pick up: asks for the PIN after a while, lets the partner
 * in with the right one, and shows a neutral menu otherwise. True when the message is answered. Crisis, STOP and HELP
 * come before it. Source: safety.md, "Privacy and law".
 */
export function guardPin(turn: Turn, text: string): 'open' | 'answered' | 'unlocked' {
  const { pin } = turn.partner;
  if (!pin) return 'open';
  if (!isLocked(turn)) {
    change(turn, { pin: { ...pin, seenAt: turn.at, asked: false } });
    return 'open';
  }
  if (turn.at < pin.lockedUntil) {
    // Perhaps the PIN itself.
    turn.secret = true;
    return neutral(turn);
  }
  if (!pin.asked) {
    change(turn, { pin: { ...pin, asked: true } });
    send(turn, 'reply', 'coach.pin');
    return 'answered';
  }
  turn.secret = true;
  if (text.trim() === pin.digits) {
    change(turn, { pin: { ...pin, seenAt: turn.at, asked: false, wrong: 0 } });
    return 'unlocked';
  }
  const wrong = pin.wrong + 1;
  const tooMany = wrong >= turn.limits.pinTries;
  const lockedUntil = tooMany ? turn.at + turn.limits.pinWait : pin.lockedUntil;
  change(turn, { pin: { ...pin, wrong: tooMany ? 0 : wrong, asked: !tooMany, lockedUntil } });
  return neutral(turn);
}

function neutral(turn: Turn): 'answered' {
  send(turn, 'reply', 'coach.neutral');
  return 'answered';
}
