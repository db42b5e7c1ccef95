import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import { type Conversation, change, send } from '../turn.ts';

/** Whether the partner's PIN has to be given before anything private is shown. A crisis dialog is never locked. */
export function isLocked(conversation: Conversation): boolean {
  const { pin } = conversation.partner;
  // A clock that was set back makes no idle phone a phone in use.
  return (
    pin !== null &&
    !isCrisisOnTop(conversation) &&
    Math.abs(conversation.turn.at - pin.seenAt) > conversation.turn.limits.pinIdle
  );
}

/**
 * Stands before everything private on a phone that others may pick up: asks for the PIN after a while, lets the partner
 * in with the right one, and shows a neutral menu otherwise. True when the message is answered. Crisis, STOP and HELP
 * come before it. Source: safety.md, "Privacy and law".
 */
export function guardPin(conversation: Conversation, text: string): 'open' | 'answered' | 'unlocked' {
  const { pin } = conversation.partner;
  if (!pin) return 'open';
  if (!isLocked(conversation)) {
    change(conversation, { pin: { ...pin, seenAt: conversation.turn.at, asked: false } });
    return 'open';
  }
  if (conversation.turn.at < pin.lockedUntil) {
    // Perhaps the PIN itself.
    conversation.secret = true;
    return neutral(conversation);
  }
  if (!pin.asked) {
    change(conversation, { pin: { ...pin, asked: true } });
    send(conversation, 'reply', 'coach.pin');
    return 'answered';
  }
  conversation.secret = true;
  if (text.trim() === pin.digits) {
    change(conversation, { pin: { ...pin, seenAt: conversation.turn.at, asked: false, wrong: 0 } });
    return 'unlocked';
  }
  const wrong = pin.wrong + 1;
  const tooMany = wrong >= conversation.turn.limits.pinTries;
  const lockedUntil = tooMany ? conversation.turn.at + conversation.turn.limits.pinWait : pin.lockedUntil;
  change(conversation, { pin: { ...pin, wrong: tooMany ? 0 : wrong, asked: !tooMany, lockedUntil } });
  return neutral(conversation);
}

function neutral(conversation: Conversation): 'answered' {
  send(conversation, 'reply', 'coach.neutral');
  return 'answered';
}
