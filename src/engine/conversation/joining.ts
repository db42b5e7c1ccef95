import { channelTraits } from '../../domain/channel.ts';
import { readCode } from '../../domain/invite.ts';
import {
  endAddress,
  handOffOf,
  hasConsent,
  hasOpenAlert,
  type Invite,
  install,
  isReachable,
  isSameAddress,
  type Partner,
  type Source,
} from '../../domain/partner.ts';
import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import { sayOpenLines } from '../crisis/lines.ts';
import type { JoiningEvent } from '../events.ts';
import { openFrame, topFrame } from '../machine/frames.ts';
import { type Conversation, change, send } from '../turn.ts';
import { askForHuman } from '../undeliverable.ts';
import { reask } from './asking.ts';

/** The open invite of a code's digest for a channel; undefined when it is unknown, used up, or has run out. Pure. */
export const openInvite = (partner: Partner, digest: string, channel: string, at: number): Invite | undefined =>
  partner.invites.find((invite) => invite.digest === digest && invite.channel === channel && at < invite.expiresAt);

/** Somebody who is not enrolled wrote, and it was no crisis: says the same to all, whoever they may be. */
export function greetStranger(conversation: Conversation, text: string): void {
  if (readCode(text) === null) return send(conversation, 'reply', 'coach.stranger');
  // While a counselor looks after them here, this chat stays the alert's.
  send(conversation, 'reply', hasOpenAlert(conversation.partner) ? 'coach.code-later' : 'coach.code-unknown');
}

/** Greets a stranger whose app is new, and a partner whose app is back. Two activities tell of one installation: the second finds it installed. */
export function greetArrival(conversation: Conversation, from: Source): void {
  const { partner, turn } = conversation;
  const arrived = install(partner, from, true);
  change(conversation, arrived);
  if (arrived === partner) return;
  if (turn.couple.shared.status === 'stranger') send(conversation, 'reply', 'coach.stranger');
  else if (wasTakenAway(conversation, from)) welcomeBack(conversation);
}

/** Whether the app had been taken away from there. */
const wasTakenAway = ({ turn, side }: Conversation, from: Source): boolean =>
  turn.couple[side]?.addresses.some((each) => isSameAddress(each, from) && each.ended?.code === takenAway) ?? false;

/**
 * Greets a partner whose app is back. What a crisis had to say meanwhile did not arrive: its lines are said now. Where a violence
 * alert is open, or after STOP, the phone stays dark.
 */
function welcomeBack(conversation: Conversation): void {
  const { alerts, optedOut } = conversation.partner;
  if (optedOut || (alerts.violence && alerts.violence.status !== 'closed')) return;
  if (sayOpenLines(conversation) || handOffOf(conversation.partner) === 'counselor') return;
  send(conversation, 'reply', 'coach.hello');
  reask(conversation, 'coach.back');
}

/** The code of an address whose app was taken away. */
const takenAway = 'UNINSTALLED';

/**
 * The app was taken away: nothing arrives there until it comes back. Where an open case then has no other way to its partner, a
 * human hears of it.
 */
export function depart(conversation: Conversation, from: Source): void {
  const { partner, turn } = conversation;
  const code = takenAway;
  change(conversation, endAddress(install(partner, from, false), from, { code, at: turn.at }));
  const { addresses } = conversation.partner;
  if (addresses !== partner.addresses && hasOpenAlert(partner) && !addresses.some(isReachable))
    askForHuman(conversation, { lane: 'crisis', code, key: null });
}

/** The address becomes the partner's, the code is used up, and what was not agreed to yet is asked. */
export function join(conversation: Conversation, { from, invite }: JoiningEvent): void {
  const { partner } = conversation;
  const addresses = [{ ...from, verified: true }, ...partner.addresses];
  change(conversation, { addresses, invites: partner.invites.filter((each) => each.digest !== invite.digest) });
  if (!hasConsent(conversation.partner, conversation.turn.at)) return askConsent(conversation, 'all');
  if (channelTraits[from.channel].asksBeforeTexts && !partner.textsAgreed) return askConsent(conversation, 'texts');
  send(conversation, 'reply', 'coach.joined');
}

/** Opens the consent dialog before anything private; somebody under 18 hears that it is for adults. True when it answered. */
export function askedForConsent(conversation: Conversation): boolean {
  if (hasConsent(conversation.partner, conversation.turn.at)) return false;
  // What was begun under a consent that has run out is over; a crisis is not.
  const isOpen = topFrame(conversation)?.dialog === 'consent' || isCrisisOnTop(conversation);
  change(conversation, { paused: [], ...(isOpen ? {} : { stack: [] }) });
  if (isOpen) return false;
  if (conversation.partner.consent.status === 'minor') send(conversation, 'reply', 'consent.minor');
  else askConsent(conversation, 'all');
  return true;
}

function askConsent(conversation: Conversation, step: 'all' | 'texts'): void {
  const { partner, turn } = conversation;
  const [newest] = partner.addresses;
  // The dialog's own two words: whether it also asks before texts.
  const channel = newest && channelTraits[newest.channel].asksBeforeTexts ? 'sms' : 'other';
  openFrame(conversation, 'consent', { step, channel, outside: turn.limits.outside ? 'ask' : 'none' });
}
