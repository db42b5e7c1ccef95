import { type AuditEvent, audited } from '../../domain/audit.ts';
import { otherSide } from '../../domain/couple.ts';
import type { Json } from '../../domain/frame.ts';
import { localDate } from '../../domain/local-time.ts';
import type { Partner, Side } from '../../domain/partner.ts';
import { beforeOffer, type Share, type ShareKind, shareDays, sharesADay } from '../../domain/share.ts';
import { type Conversation, change, conversationOf, nextId, send, sendShared } from '../turn.ts';
import { mayCross } from './may-cross.ts';
import { withdraw } from './own-words.ts';

/**
 * How words cross (ADR 31). A partner approves a message that they were shown; it waits in their own part; at a good time the
 * other is asked whether to read it; and what they then read is that very message, looked up at that moment.
 */

/** The dialog in which the other is offered it. */
export const offerDialog = 'note';

const day = 24 * 3_600_000;

/** What is approved: a message as it was shown to its writer. */
export type Approved = Pick<Share, 'key' | 'params' | 'kind'> & Partial<Pick<Share, 'language' | 'until' | 'due'>>;

/** What this partner approved and the other has not read. */
export const sharesOf = ({ partner }: Conversation): readonly Share[] => partner.shares ?? [];

function setShares(conversation: Conversation, shares: readonly Share[]): void {
  const { shares: _, ...rest } = conversation.partner;
  conversation.partner = shares.length > 0 ? { ...rest, shares } : rest;
}

/** How many messages this partner has approved today, read or not. */
const sharedToday = ({ shared, zone }: Partner, at: number): number =>
  shared?.date === localDate(at, zone) ? shared.count : 0;

/** Whether this partner has approved as many messages today as they may. Pure. */
export const hasSharedEnough = (partner: Partner, at: number): boolean => sharedToday(partner, at) >= sharesADay;

function audit(conversation: Conversation, event: AuditEvent, facts: Readonly<Record<string, Json>> = {}): void {
  const { side, turn } = conversation;
  const by = turn.event.type === 'message' ? turn.event.side : 'system';
  conversation.records.push(audited({ of: side, event, by, at: turn.at, facts }));
}

/** Keeps a message that this partner approved. They are told the same whether or not it can be passed on. */
export function approve(conversation: Conversation, approved: Approved): void {
  const { at } = conversation.turn;
  const share: Share = {
    until: at + shareDays * day,
    due: at + beforeOffer,
    ...approved,
    id: nextId(conversation),
    at,
  };
  setShares(conversation, [...sharesOf(conversation), share]);
  const { partner } = conversation;
  change(conversation, { shared: { date: localDate(at, partner.zone), count: sharedToday(partner, at) + 1 } });
  audit(conversation, 'shared', { kind: share.kind, until: share.until });
}

/** Takes back all that this partner approved and the other has not read, in a dialog for both as well. */
export function takeBack(conversation: Conversation): void {
  withdraw(conversation);
  const { heldWords, ...partner } = conversation.partner;
  if (sharesOf(conversation).length === 0 && !heldWords) return;
  conversation.partner = partner;
  setShares(conversation, []);
  audit(conversation, 'unshared');
}

/** Sends the reader the message of an id, if its writer still wants it and it may cross; else says that it is not there any more. */
export function passOn(reader: Conversation, id: string): ShareKind | null {
  const { turn } = reader;
  const from: Side = otherSide(reader.side);
  const writer = conversationOf(turn, from);
  const share = writer && sharesOf(writer).find((each) => each.id === id);
  if (!share || turn.at >= share.until || !mayCross(turn, from)) {
    send(reader, 'reply', `${offerDialog}.gone`);
    return null;
  }
  send(reader, 'mediated', `${offerDialog}.from`);
  sendShared(reader, share);
  drop(writer, id);
  audit(writer, 'passed-on', { kind: share.kind });
  return share.kind;
}

/** The reader does not want it: it is offered no more, and its writer is not told. */
export function declineShare(reader: Conversation, id: string): void {
  const writer = conversationOf(reader.turn, otherSide(reader.side));
  if (writer) drop(writer, id);
}

/** Takes a message away, without a word. */
export const drop = (writer: Conversation, id: string): void =>
  setShares(
    writer,
    sharesOf(writer).filter((each) => each.id !== id),
  );

/** The message is offered later. */
export const reschedule = (writer: Conversation, id: string, ms: number): void =>
  setShares(
    writer,
    sharesOf(writer).map((each) =>
      each.id === id ? { ...each, due: Math.min(writer.turn.at + ms, each.until) } : each,
    ),
  );

/** The messages of a partner as something that waits. Pure. */
export const sharesWaiting = ({ shares = [] }: Partner, side: Side) =>
  shares.map(({ id, due }) => ({ type: 'share', share: id, side, due, urgent: false }) as const);

/** A partner with a message put off after its turn threw. Pure. */
export const laterShare = (partner: Partner, id: string, due: number): Partner => ({
  ...partner,
  shares: (partner.shares ?? []).map((each) => (each.id === id ? { ...each, due } : each)),
});
