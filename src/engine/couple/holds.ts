import { audited } from '../../domain/audit.ts';
import { type Couple, partnerOf } from '../../domain/couple.ts';
import type { TransferEffect } from '../../domain/effect.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Hold } from '../../domain/hold.ts';
import { hasOpenAlert, isSameAddress, type Side, type Source } from '../../domain/partner.ts';
import type { TurnResult } from '../events.ts';
import { type Conversation, change, nextId } from '../turn.ts';

/** While a case is open nobody's way out is taken away: a hold that is due waits this much longer, ms. */
const whileOpen = 3_600_000;

const holdsOf = ({ shared }: Couple): readonly Hold[] => shared.holds ?? [];

const withHolds = (couple: Couple, holds: readonly Hold[]): Couple => {
  const { holds: _, ...shared } = couple.shared;
  return { ...couple, shared: { ...shared, ...(holds.length > 0 ? { holds } : {}) } };
};

/**
 * The couple with a counselor's hold; another for the same address gives way to it. Pure.
 * @throws CoachError `NOT_FOUND` when the address is not that partner's.
 */
export function placeHold(couple: Couple, hold: Hold): TurnResult {
  const owner = partnerOf(couple, hold.side);
  if (!owner?.addresses.some((each) => isSameAddress(each, hold.address)))
    throw new CoachError('NOT_FOUND', 'That address is not of this partner any more: look again whose it is.');
  const others = holdsOf(couple).filter((each) => !isSameAddress(each.address, hold.address));
  const { kind, side, by, checked, due, address } = hold;
  const facts = { kind, counselor: by, channel: address.channel, until: due };
  const record = audited({ of: side, event: 'hold-placed', by: 'counselor', at: hold.at, facts, words: checked });
  return { couple: withHolds(couple, [...others, hold]), effects: [], records: [record] };
}

/** The couple without a hold that was taken back. Pure. @throws CoachError `NOT_FOUND` when there is none. */
export function cancelHold(couple: Couple, id: string, by: string, at: number): TurnResult {
  const hold = holdsOf(couple).find((each) => each.id === id);
  if (!hold) throw new CoachError('NOT_FOUND', 'There is no such hold: it was done, or taken back before.');
  const facts = { kind: hold.kind, counselor: by };
  const record = audited({ of: hold.side, event: 'hold-cancelled', by: 'counselor', at, facts });
  return {
    couple: withHolds(
      couple,
      holdsOf(couple).filter((each) => each !== hold),
    ),
    effects: [],
    records: [record],
  };
}

/** A hold is due: the address leaves its partner without a word and goes to whom it was promised. */
export function runHold(conversation: Conversation, id: string): void {
  const { turn, partner, side } = conversation;
  const hold = turn.holds.find((each) => each.id === id);
  if (!hold) return;
  if (hasOpenAlert(partner)) {
    turn.holds = turn.holds.map((each) => (each === hold ? { ...hold, due: turn.at + whileOpen } : each));
    return;
  }
  turn.holds = turn.holds.filter((each) => each !== hold);
  const left = partner.addresses.filter((each) => !isSameAddress(each, hold.address));
  if (left.length === partner.addresses.length) return;
  change(conversation, { addresses: left });
  const { channel, id: address } = hold.address;
  const facts = { channel, kind: hold.kind };
  conversation.records.push(audited({ of: side, event: 'address-moved', by: 'system', at: turn.at, facts }));
  const effect: TransferEffect = {
    ...{ id: nextId(conversation), type: 'transfer', to: 'system', lane: 'counselor' },
    ...{ couple: hold.to.couple, side: hold.to.side, address: { channel, id: address } },
  };
  conversation.effects.push(effect);
}

/** The holds of a couple as something that waits. Pure. */
export const holdsWaiting = (couple: Couple) =>
  holdsOf(couple).map(({ id, side, due }) => ({ type: 'hold', hold: id, side, due, urgent: false }) as const);

/** A couple with a hold put off after its turn threw. Pure. */
export const laterHold = (couple: Couple, id: string, due: number): Couple =>
  withHolds(
    couple,
    holdsOf(couple).map((each) => (each.id === id ? { ...each, due } : each)),
  );

/** An address that was another's is this partner's now. What is asked of a new address is asked when they write. */
export function receiveAddress(conversation: Conversation, from: Source): void {
  const { addresses } = conversation.partner;
  if (addresses.some((each) => isSameAddress(each, from))) return;
  change(conversation, { addresses: [...addresses, { channel: from.channel, id: from.id, verified: true }] });
}

/** Whose an address is in a couple; null when it is neither's. Pure. */
export const sideOfAddress = (couple: Couple, address: Hold['address']): Side | null => {
  const owns = (side: Side) => couple[side]?.addresses.some((each) => isSameAddress(each, address)) ?? false;
  return owns('a') ? 'a' : owns('b') ? 'b' : null;
};
