import { readCode } from '../../domain/invite.ts';
import { hasOpenAlert, type Invite, type Partner, type Side } from '../../domain/partner.ts';
import { atLeast, type Screening } from '../../domain/screening.ts';
import { openInvite } from '../../engine/conversation/joining.ts';
import type { Inbound } from '../../ports/channel.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { CommitExtras, Committed } from '../aggregates/update.ts';
import type { Deps } from '../deps.ts';
import { addressDigest, inviteDigest } from '../digests.ts';
import { isStoreFault } from '../faults.ts';
import type { Gate } from '../roster/gate.ts';
import type { Owners } from './owners.ts';
import { reserve } from './reserve.ts';
import { sourceOf } from './strangers.ts';

/** An open invite, and whom it makes of its sender. */
export interface OpenInvite {
  readonly id: string;
  readonly side: Side;
  readonly digest: string;
}

/** Lets strangers in by their invite code. A message that sounds like a crisis is never taken for a code. */
export function createJoining(deps: Deps, couples: Couples, serial: Serial, owners: Owners, gate: Gate) {
  const { log, newId } = deps;

  const inviteOf = async (
    { id, side, digest }: OpenInvite,
    channel: string,
    at: number,
  ): Promise<Invite | undefined> => {
    const partner = (await couples.lastKnown(id))?.state[side];
    return partner ? openInvite(partner, digest, channel, at) : undefined;
  };

  /** While a counselor looks after a stranger, the chat stays with that alert. */
  const isLookedAfter = async (stranger: string): Promise<boolean> => {
    const known = (await couples.lastKnown(stranger))?.state;
    return known !== undefined && hasOpenAlert(known.a);
  };

  /** Nobody joins before the clinic is live, nor from the contact way of somebody on call. */
  async function isRefused({ channel, address }: Inbound): Promise<boolean> {
    const live = await gate.mayJoin();
    const code = live ? 'ADDRESS_OF_STAFF' : 'NOT_LIVE';
    if (live && !(await gate.isStaff(channel, address))) return false;
    log.warn('joining.refused', { code, channel });
    return true;
  }

  async function find(inbound: Inbound, stranger: string, code: string, at: number): Promise<OpenInvite | null> {
    const digest = inviteDigest(deps, code);
    const owner = await owners.find(digest);
    if (!owner || (await isLookedAfter(stranger)) || (await isRefused(inbound))) return null;
    const invite = { id: owner.id, side: owner.side, digest };
    return (await inviteOf(invite, inbound.channel, at)) ? invite : null;
  }

  async function take(
    invite: OpenInvite,
    inbound: Inbound,
    at: number,
    extras: CommitExtras,
  ): Promise<Committed | null> {
    // Somebody may have used it while we waited.
    const found = await inviteOf(invite, inbound.channel, at);
    if (!found) return null;
    const { id, side } = invite;
    const event = { type: 'joining', id: newId(), at, side, from: sourceOf(inbound), invite: found } as const;
    const { channel, address } = inbound;
    const draft = { hash: addressDigest(deps, channel, address), side };
    const uses = ({ addresses }: Partner): boolean =>
      addresses.some((each) => each.channel === channel && each.id === address);
    if (!(await reserve({ ...deps, known: couples.lastKnown }, id, draft, uses))) return null;
    return couples.run(id, event, { ...extras, addresses: [draft] });
  }

  /** What fails here never holds a message back: it is then a stranger's. */
  const orNull = <T>(work: Promise<T | null>, id: string): Promise<T | null> =>
    work.catch((error: unknown) => {
      if (isStoreFault(error)) throw error;
      log.error('joining.failed', error, { id });
      return null;
    });

  return {
    /** The open invite whose code a stranger's whole message is; null when it is none. */
    async open(inbound: Inbound, screening: Screening, stranger: string, at: number): Promise<OpenInvite | null> {
      const code = inbound.arrived || inbound.left || atLeast(screening.level, 'check') ? null : readCode(inbound.text);
      return code === null ? null : orNull(find(inbound, stranger, code, at), stranger);
    },
    /** Makes the sender the invited partner; null when the invite was used meanwhile. */
    join: (invite: OpenInvite, inbound: Inbound, at: number, extras: (id: string, side: Side) => CommitExtras) =>
      orNull(
        serial.run(`couple|${invite.id}`, () => take(invite, inbound, at, extras(invite.id, invite.side))),
        invite.id,
      ),
  };
}
