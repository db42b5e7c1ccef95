import { randomBytes } from 'node:crypto';
import { audited } from '../../domain/audit.ts';
import type { ChannelName } from '../../domain/channel.ts';
import type { Couple } from '../../domain/couple.ts';
import { CoachError } from '../../domain/errors.ts';
import { codeBytes, codeOf } from '../../domain/invite.ts';
import type { Invite, Side } from '../../domain/partner.ts';
import type { AddressDraft } from '../../ports/store.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';
import { addressDigest, caseDigest, inviteDigest } from '../digests.ts';
import type { Owners } from '../inbound/owners.ts';
import { reserve } from '../inbound/reserve.ts';
import type { Gate } from '../roster/gate.ts';
import { partnerOf, plannedFor } from './new-couple.ts';
import type { CoupleSpec, PartnerSpec } from './spec.ts';

export type { CoupleSpec, PartnerSpec } from './spec.ts';

/** A code to hand to a partner. It is shown once: only its digest is kept. */
export interface InviteCode {
  readonly side: Side;
  readonly channel: ChannelName;
  readonly code: string;
  /** Domain time, epoch ms. */
  readonly expiresAt: number;
}

export interface Enrolled {
  readonly id: string;
  readonly codes: readonly InviteCode[];
}

export interface Enrolment {
  /**
   * The new couple, and the codes of those who join by one.
   * @throws CoachError `NOT_LIVE`, `ENROLMENT_BLOCKED`, `ENROLMENT_INVALID`, `DETOX_INVALID`, `CASE_TAKEN`, `ADDRESS_TAKEN`, `ADDRESS_OF_STAFF`,
   * `COMMIT_CONTENDED`.
   */
  invite(spec: CoupleSpec): Promise<Enrolled>;
  /** The same, where nobody needs a code: the new couple's id. */
  enrol(spec: CoupleSpec): Promise<string>;
  /**
   * A new code for a partner, in place of the channel's old one.
   * @throws CoachError `NOT_LIVE`, `ENROLMENT_INVALID`, `NOT_FOUND`, `COMMIT_CONTENDED`.
   */
  inviteAgain(caseCode: string, side: Side, channel: ChannelName): Promise<InviteCode>;
  /** The couple and side an address belongs to. */
  whose(channel: ChannelName, address: string): Promise<{ readonly id: string; readonly side: Side } | null>;
}

/** A code with what is kept of it. */
interface DrawnCode {
  readonly shown: InviteCode;
  readonly kept: Invite;
}

const fortnight = 14 * 86_400_000;
/** How often a code is drawn before something else than chance is at fault. */
const mostTries = 20;
const randomCode = (): string => codeOf(randomBytes(codeBytes));

const contended = (): CoachError =>
  new CoachError('COMMIT_CONTENDED', 'No free invite code was found: try again.', { attempts: mostTries });

const addressTaken = (side: Side, channel: ChannelName): CoachError => {
  const message = `The ${channel} address of partner ${side} belongs to another partner: part it from there first.`;
  return new CoachError('ADDRESS_TAKEN', message, { side, channel });
};

const addressOfStaff = (side: Side, channel: ChannelName): CoachError => {
  const message = `The ${channel} address of partner ${side} is a contact way of somebody on call: nobody is called where a partner writes.`;
  return new CoachError('ADDRESS_OF_STAFF', message, { side, channel });
};

/** Refuses a channel on which partner chat is off: whoever joined there would never be answered. */
function refuseClosed({ channels }: Pick<Deps, 'channels'>, channel: ChannelName, side: Side): void {
  if (!channels.get(channel)?.crisisOnly) return;
  const message = `Partner chat on ${channel} is off in a covered entity (COACH_COVERED_ENTITY): choose another channel.`;
  throw new CoachError('ENROLMENT_INVALID', message, { side, channel });
}

const channelsOf = (spec: PartnerSpec): readonly ChannelName[] => ('address' in spec ? [spec.channel] : spec.invites);

/** Enrols couples: with consent given to the counselor, or by invite codes. */
export function createEnrolment(deps: Deps, couples: Couples, serial: Serial, owners: Owners, gate: Gate): Enrolment {
  const { store, clock, limits, newId, drawCode = randomCode } = deps;
  const reserving = { ...deps, known: couples.lastKnown };

  /** A code that is not in use: one that is, is drawn again. */
  async function newCode(side: Side, channel: ChannelName, drawn = new Set<string>()): Promise<DrawnCode> {
    const code = await drawFree(drawn);
    const expiresAt = clock.now() + fortnight;
    return {
      shown: { side, channel, code, expiresAt },
      kept: { digest: inviteDigest(deps, code), channel, expiresAt },
    };
  }

  async function drawFree(drawn: Set<string>): Promise<string> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const code = drawCode();
      if (drawn.has(code) || (await store.findByAddress(inviteDigest(deps, code)))) continue;
      drawn.add(code);
      return code;
    }
    throw contended();
  }

  async function codesOf(side: Side, person: PartnerSpec, drawn: Set<string>): Promise<readonly DrawnCode[]> {
    const made: DrawnCode[] = [];
    for (const channel of 'invites' in person ? person.invites : []) made.push(await newCode(side, channel, drawn));
    return made;
  }

  const addressesOf = (spec: PartnerSpec, side: Side, made: readonly { kept: Invite }[]): AddressDraft[] =>
    'address' in spec
      ? [{ hash: addressDigest(deps, spec.channel, spec.address), side }]
      : made.map(({ kept }) => ({ hash: kept.digest, side }));

  /** A couple under a fresh id, and the addresses it takes. */
  async function draft({ caseCode, relationship, a, b, plan }: CoupleSpec) {
    const id = newId();
    const drawn = new Set<string>();
    const sideOf = async (side: Side, person: PartnerSpec) => {
      const made = await codesOf(side, person, drawn);
      const invites = made.map(({ kept }) => kept);
      const partner = partnerOf(person, invites, `${id}/${side}`, clock.now(), limits.jitter);
      return { partner, addresses: addressesOf(person, side, made), codes: made.map(({ shown }) => shown) };
    };
    const [first, second] = [await sideOf('a', a), b && (await sideOf('b', b))];
    const shared = { status: 'active', caseCode, relationship, ...plannedFor(plan, id, limits, clock.now()) } as const;
    const couple: Couple = { id, shared, a: first.partner, b: second?.partner ?? null };
    const own = { hash: caseDigest(deps, caseCode), side: 'a' } as const;
    const addresses = [own, ...first.addresses, ...(second?.addresses ?? [])];
    return { couple, addresses, codes: [...first.codes, ...(second?.codes ?? [])] };
  }

  /** Looked at before keys are made for the couple, so that a file that is run again leaves nothing behind. */
  async function refuseTaken({ caseCode, a, b }: CoupleSpec): Promise<void> {
    if (await store.findByAddress(caseDigest(deps, caseCode)))
      throw new CoachError('CASE_TAKEN', 'A couple with this case code is enrolled: choose another, or invite again.');
    const seen = new Set<string>();
    for (const [side, person] of [['a', a] as const, ['b', b] as const]) {
      for (const channel of person ? channelsOf(person) : []) refuseClosed(deps, channel, side);
      if (!person || !('address' in person)) continue;
      const hash = addressDigest(deps, person.channel, person.address);
      if (seen.has(hash) || (await store.findByAddress(hash))) throw addressTaken(side, person.channel);
      seen.add(hash);
    }
  }

  /** Before anything is reserved, and again after that: whoever adds a contact way at this moment sees it, or is seen here. */
  async function refuseStaff({ a, b }: CoupleSpec): Promise<void> {
    for (const [side, person] of [['a', a] as const, ['b', b] as const]) {
      if (person && 'address' in person && (await gate.isStaff(person.channel, person.address)))
        throw addressOfStaff(side, person.channel);
    }
  }

  async function invite(spec: CoupleSpec): Promise<Enrolled> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      // First: whoever is enrolled already is passed over, whatever keeps others out.
      await refuseTaken(spec);
      await gate.mayEnrol();
      await refuseStaff(spec);
      const { couple, addresses, codes } = await draft(spec);
      // A conflict is somebody who enrolled in this very moment: what they took is found by looking again.
      if (!(await reserveAll(couple.id, addresses))) continue;
      await refuseStaff(spec);
      if ((await couples.create(couple, addresses)) === 'committed') return { id: couple.id, codes };
    }
    throw contended();
  }

  /** Whether all of them are the couple's now. One that is not belongs to somebody who was faster. */
  async function reserveAll(id: string, addresses: readonly AddressDraft[]): Promise<boolean> {
    for (const address of addresses) if (!(await reserve(reserving, id, address))) return false;
    return true;
  }

  return {
    invite,
    enrol: async (spec) => (await invite(spec)).id,
    async inviteAgain(caseCode, side, channel) {
      if (!(await gate.mayJoin())) await gate.mayEnrol();
      refuseClosed(deps, channel, side);
      const found = await owners.find(caseDigest(deps, caseCode));
      if (!found) throw new CoachError('NOT_FOUND', 'There is no such case.');
      const { shown, kept } = await newCode(side, channel);
      await reserve(reserving, found.id, { hash: kept.digest, side });
      await serial.run(`couple|${found.id}`, () =>
        couples.change(found.id, (couple) => withInvite(couple, side, kept, clock.now()), {
          addresses: [{ hash: kept.digest, side }],
        }),
      );
      return shown;
    },
    whose: (channel, address) => owners.find(addressDigest(deps, channel, address)),
  };
}

function withInvite(couple: Couple, side: Side, invite: Invite, at: number) {
  const partner = couple[side];
  if (!partner) throw new CoachError('NOT_FOUND', 'That side of the couple is empty.', { side });
  const invites = [...partner.invites.filter((each) => each.channel !== invite.channel), invite];
  const facts = { channel: invite.channel, until: invite.expiresAt };
  const record = audited({ of: side, event: 'invited', by: 'counselor', at, facts });
  return { couple: { ...couple, [side]: { ...partner, invites } }, effects: [], records: [record] };
}
