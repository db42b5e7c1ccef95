import { isSoonAfter } from '../../domain/detox.ts';
import type { Frame } from '../../domain/frame.ts';
import type { Missed } from '../../domain/missed.ts';
import { areNudgesPaused, hasOpenAlert, type Partner } from '../../domain/partner.ts';
import { type Category, type Family, families } from '../../domain/screening.ts';
import type { DeliveryFailedEvent } from '../events.ts';
import { type Conversation, change, pageHuman } from '../turn.ts';

/** The dialog that is asked for each day, and the question by which it invites. */
export const checkInDialog = 'check-in';
const invitation = 'check-in.ready';

const day = 86_400_000;
const daysAfterDetox = 14;
const daysAfterAlert = 30;
/** Two that are further apart are no pattern. */
const daysBetween = 7;

const none: Missed = { open: null, last: null };
const missedOf = ({ missed }: Partner): Missed => missed ?? none;

/** What a human is called under: the family of the alert of these days, else a lapse. */
const categoryOf: Readonly<Record<Family, Category>> = {
  violence: 'violence',
  substance: 'lapse',
  self: 'suicide',
  others: 'child',
};

/** The newest alert of these days; one that missed check-ins opened begins no days of its own. Pure. */
function lateAlert({ alerts, missed }: Partner, at: number): Family | null {
  const late = families.flatMap((family) => {
    const pagedAt = alerts[family]?.pagedAt;
    const counts = pagedAt !== undefined && pagedAt !== missed?.pagedAt && at - pagedAt <= daysAfterAlert * day;
    return counts ? [{ family, pagedAt }] : [];
  });
  return late.sort((left, right) => right.pagedAt - left.pagedAt)[0]?.family ?? null;
}

/** Whether missed check-ins count now: soon after a detox, or after an alert (safety.md, "Levels and clocks"). Pure. */
const counts = (partner: Partner, at: number): boolean =>
  lateAlert(partner, at) !== null ||
  (partner.detox !== undefined && isSoonAfter(partner.detox, daysAfterDetox, at, partner.zone));

/**
 * Runs what invites to the check-in; where a missed one counts now, it is told when the invitation has gone out, and the
 * frame that it opened is kept.
 */
export function invite(conversation: Conversation, dialog: string, open: () => void): void {
  const isCounted = dialog === checkInDialog && counts(conversation.partner, conversation.turn.at);
  conversation.isCounted = isCounted;
  open();
  conversation.isCounted = false;
  const frame = conversation.partner.stack.at(-1);
  if (isCounted && frame) keep(conversation, { open: { frame: frame.id, reached: false } });
}

/** An invitation has gone out to the phone. */
export function noteReached(conversation: Conversation): void {
  const { open } = missedOf(conversation.partner);
  if (open) keep(conversation, { open: { ...open, reached: true } });
}

/** An invitation did not arrive after all: it cannot be missed. */
export function noteLost(conversation: Conversation, { lane, key }: Pick<DeliveryFailedEvent, 'lane' | 'key'>): void {
  if (lane === 'nudge' && key === invitation && missedOf(conversation.partner).open) keep(conversation, { open: null });
}

/**
 * A frame's time is over. An invitation that had reached the phone and met silence is missed, unless the partner wants none now;
 * the second calls a human for the day. The partner is told nothing.
 */
export function noteOver(conversation: Conversation, frame: Frame): void {
  const { partner, turn } = conversation;
  const { open, last } = missedOf(partner);
  if (open?.frame !== frame.id || partner.stack.some(({ id }) => id === frame.id)) return;
  const isMissed = frame.asked?.key === invitation && open.reached && isWanted(partner, turn.at);
  if (!isMissed) return keep(conversation, { open: null });
  if (last === null || turn.at - last > daysBetween * day) return keep(conversation, { open: null, last: turn.at });
  const family = lateAlert(partner, turn.at) ?? 'substance';
  keep(conversation, { open: null, last: null, pagedAt: turn.at });
  pageHuman(conversation, { level: 'same-day', category: categoryOf[family], about: 'self', reason: 'missed' });
}

const isWanted = (partner: Partner, at: number): boolean =>
  !partner.optedOut && !areNudgesPaused(partner, at) && !hasOpenAlert(partner);

/** Whether all that an alert was raised by is missed check-ins: of it the partner hears nothing. Pure. */
export const isOfMissedAlone = ({ alerts, missed }: Partner, family: Family): boolean =>
  missed?.pagedAt !== undefined && alerts[family]?.pagedAt === missed.pagedAt;

const keep = (conversation: Conversation, fields: Partial<Missed>): void =>
  change(conversation, { missed: { ...missedOf(conversation.partner), ...fields } });
