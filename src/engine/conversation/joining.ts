import { channelTraits } from '../../domain/channel.ts';
import { readCode } from '../../domain/invite.ts';
import { spokenTime } from '../../domain/local-time.ts';
import { hasConsent, hasOpenAlert, type Invite, type Partner } from '../../domain/partner.ts';
import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import type { JoiningEvent } from '../events.ts';
import { openFrame, topFrame } from '../machine/frames.ts';
import { change, send, type Turn } from '../turn.ts';

/** The open invite of a code's digest for a channel; undefined when it is unknown, used up, or has run out. Pure. */
export const openInvite = (partner: Partner, digest: string, channel: string, at: number): Invite | undefined =>
  partner.invites.find((invite) => invite.digest === digest && invite.channel === channel && at < invite.expiresAt);

/** Somebody who is not enrolled wrote, and it was no crisis: says the same to all, whoever they may be. */
export function greetStranger(turn: Turn, text: string): void {
  if (readCode(text) === null) return send(turn, 'reply', 'coach.stranger');
  // While a counselor looks after them here, this chat stays the alert's.
  send(turn, 'reply', hasOpenAlert(turn.partner) ? 'coach.code-later' : 'coach.code-unknown');
}

/** The address becomes the partner's, the code is used up, and what was not agreed to yet is asked. */
export function join(turn: Turn, { from, invite }: JoiningEvent): void {
  const { partner } = turn;
  const addresses = [{ ...from, verified: true }, ...partner.addresses];
  change(turn, { addresses, invites: partner.invites.filter((each) => each.digest !== invite.digest) });
  if (!hasConsent(turn.partner, turn.at)) return askConsent(turn, 'all');
  if (channelTraits[from.channel].asksBeforeTexts && !partner.textsAgreed) return askConsent(turn, 'texts');
  send(turn, 'reply', 'coach.joined');
}

/** Opens the consent dialog before anything private; somebody under 18 hears that it is for adults. True when it answered. */
export function askedForConsent(turn: Turn): boolean {
  if (hasConsent(turn.partner, turn.at)) return false;
  // What was begun under a consent that has run out is over; a crisis is not.
  const isOpen = topFrame(turn)?.dialog === 'consent' || isCrisisOnTop(turn);
  change(turn, { paused: [], ...(isOpen ? {} : { stack: [] }) });
  if (isOpen) return false;
  if (turn.partner.consent.status === 'minor') send(turn, 'reply', 'consent.minor');
  else askConsent(turn, 'all');
  return true;
}

function askConsent(turn: Turn, step: 'all' | 'texts'): void {
  const { partner } = turn;
  const time = spokenTime(turn.at, partner.zone, partner.language);
  const [newest] = partner.addresses;
  // The dialog's own two words: whether it also asks before texts.
  const channel = newest && channelTraits[newest.channel].asksBeforeTexts ? 'sms' : 'other';
  openFrame(turn, 'consent', { step, channel, time });
}
