import type { ChannelName } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { type Hold, holdMs } from '../../domain/hold.ts';
import type { Side } from '../../domain/partner.ts';
import { cancelHold, placeHold, sideOfAddress } from '../../engine/couple/holds.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';
import { addressDigest, caseDigest } from '../digests.ts';
import type { Owners } from '../inbound/owners.ts';
import type { Gate } from '../roster/gate.ts';

/** What a counselor asks for: an address, whose it is to be, who asks, and how they know who the person is. */
export interface AddressMove {
  readonly channel: ChannelName;
  readonly address: string;
  readonly toCase: string;
  readonly toSide: Side;
  readonly by: string;
  readonly checked: string;
}

/** A hold as a counselor sees it. The address itself is not shown. */
export interface HoldView {
  readonly id: string;
  readonly kind: Hold['kind'];
  readonly caseCode: string;
  readonly side: Side;
  readonly channel: ChannelName;
  /** Domain time, epoch ms. */
  readonly due: number;
  readonly by: string;
}

/** Moves of addresses from one person to another: by a counselor only, after a hold of 72 h that can be taken back. */
export interface AddressMoves {
  /** @throws CoachError `NOT_FOUND` when the address or the case is nobody's, `ADDRESS_TAKEN` when it is theirs already, `ADDRESS_OF_STAFF`. */
  moveAddress(move: AddressMove): Promise<HoldView>;
  /** What waits in a case. @throws CoachError `NOT_FOUND`. */
  holds(caseCode: string): Promise<readonly HoldView[]>;
  /** @throws CoachError `NOT_FOUND` when the case has no such hold. */
  cancelHold(caseCode: string, hold: string, by: string): Promise<void>;
}

/** Over the couples. Nothing of a move is said to anybody. */
export function createAddressMoves(
  deps: Deps,
  couples: Couples,
  serial: Serial,
  owners: Owners,
  gate: Gate,
): AddressMoves {
  const { clock, newId } = deps;

  async function caseOf(caseCode: string) {
    const found = await owners.find(caseDigest(deps, caseCode));
    const known = found && (await couples.lastKnown(found.id));
    if (!found || !known) throw new CoachError('NOT_FOUND', 'There is no such case.');
    return { id: found.id, couple: known.state };
  }

  async function target({ toCase, toSide }: AddressMove) {
    const { id, couple } = await caseOf(toCase);
    if (!couple[toSide]) throw new CoachError('NOT_FOUND', 'That side of the couple is empty.', { side: toSide });
    return { couple: id, side: toSide };
  }

  const viewOf = (caseCode: string, { id, kind, side, address, due, by }: Hold): HoldView => ({
    ...{ id, kind, caseCode, side, due, by },
    channel: address.channel,
  });

  return {
    async moveAddress(move) {
      const to = await target(move);
      if (await gate.isStaff(move.channel, move.address))
        throw new CoachError(
          'ADDRESS_OF_STAFF',
          'This address is a contact way of somebody on call: take it out first.',
        );
      const address = { channel: move.channel, id: move.address };
      const owner = await owners.find(addressDigest(deps, move.channel, move.address));
      const known = owner && (await couples.lastKnown(owner.id));
      const side = known && sideOfAddress(known.state, address);
      if (!owner || !known || !side)
        throw new CoachError('NOT_FOUND', 'Nobody who is enrolled has this address: send them an invite code for it.');
      if (owner.id === to.couple && side === to.side)
        throw new CoachError('ADDRESS_TAKEN', 'This address is theirs already.', { side });
      const at = clock.now();
      const { by, checked } = move;
      const hold: Hold = { id: newId(), kind: 'address-move', at, due: at + holdMs, by, checked, side, address, to };
      await serial.run(`couple|${owner.id}`, () => couples.change(owner.id, (couple) => placeHold(couple, hold)));
      return viewOf(known.state.shared.caseCode, hold);
    },
    async holds(caseCode) {
      const { couple } = await caseOf(caseCode);
      return (couple.shared.holds ?? []).map((hold) => viewOf(couple.shared.caseCode, hold));
    },
    async cancelHold(caseCode, hold, by) {
      const { id } = await caseOf(caseCode);
      await serial.run(`couple|${id}`, () => couples.change(id, (couple) => cancelHold(couple, hold, by, clock.now())));
    },
  };
}
