import { randomBytes } from 'node:crypto';
import { audited } from '../domain/audit.ts';
import type { Couple } from '../domain/couple.ts';
import { CoachError } from '../domain/errors.ts';
import { codeBytes, codeOf } from '../domain/invite.ts';
import { isZone } from '../domain/local-time.ts';
import type { ChannelName, Invite, Language, Nudge, Partner, QuietHours, Side } from '../domain/partner.ts';
import { defaultLimits } from '../engine/limits.ts';
import { planNudge } from '../engine/plan-nudges.ts';
import { consentVersion } from '../engine/settings.ts';
import type { AddressDraft } from '../ports/store.ts';
import { addressDigest, caseDigest, inviteDigest } from './digests.ts';
import type { Parts } from './parts.ts';
import { reserve } from './reserve.ts';
import type { Serial } from './serial.ts';
import { blankPartner } from './strangers.ts';
import type { Turns } from './turns.ts';

/** Who is to be enrolled, as a counselor gives it. */
export type PartnerSpec = PersonSpec & (ReachedSpec | InvitedSpec);

interface PersonSpec {
  readonly name: string;
  readonly language: Language;
  readonly zone: string;
  readonly country?: string;
  readonly privatePhone?: boolean;
  readonly quietHours?: QuietHours;
  /** Local time of the daily check-in; null for none. */
  readonly checkIn: string | null;
}

/** A partner whose address is known, and whose consent the counselor has. */
interface ReachedSpec {
  readonly channel: ChannelName;
  readonly address: string;
}

/** A partner who joins by a code, one per channel, and is asked for consent then. */
interface InvitedSpec {
  readonly invites: readonly ChannelName[];
}

export interface CoupleSpec {
  readonly caseCode: string;
  readonly relationship: Couple['shared']['relationship'];
  readonly a: PartnerSpec;
  readonly b: PartnerSpec | null;
}

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
  /** The new couple, and the codes of those who join by one. @throws CoachError `ENROLMENT_INVALID`, `ADDRESS_TAKEN`. */
  invite(spec: CoupleSpec): Promise<Enrolled>;
  /** The same, where nobody needs a code: the new couple's id. */
  enrol(spec: CoupleSpec): Promise<string>;
  /** A new code for a partner, in place of the channel's old one. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`. */
  inviteAgain(caseCode: string, side: Side, channel: ChannelName): Promise<InviteCode>;
  /** The couple and side an address belongs to. */
  whose(channel: ChannelName, address: string): Promise<{ readonly id: string; readonly side: Side } | null>;
}

const fortnight = 14 * 86_400_000;

/** Enrols couples: with consent given to the counselor, or by invite codes. */
export function createEnrolment(parts: Parts, turns: Turns, serial: Serial): Enrolment {
  const { store, clock, limits, newId } = parts;

  function newCode(side: Side, channel: ChannelName): { readonly shown: InviteCode; readonly kept: Invite } {
    const code = codeOf(randomBytes(codeBytes));
    const expiresAt = clock.now() + fortnight;
    const digest = inviteDigest(parts, code);
    return { shown: { side, channel, code, expiresAt }, kept: { digest, channel, expiresAt } };
  }

  const addressesOf = (spec: PartnerSpec, side: Side, made: readonly { kept: Invite }[]): AddressDraft[] =>
    'address' in spec
      ? [{ hash: addressDigest(parts, spec.channel, spec.address), side }]
      : made.map(({ kept }) => ({ hash: kept.digest, side }));

  async function invite(spec: CoupleSpec): Promise<Enrolled> {
    const id = newId();
    const both = [['a', spec.a] as const, ['b', spec.b] as const].flatMap(([side, person]) => {
      if (!person) return [];
      const made = 'invites' in person ? person.invites.map((channel) => newCode(side, channel)) : [];
      const invites = made.map(({ kept }) => kept);
      const partner = partnerOf(person, invites, `${id}/${side}`, clock.now(), limits.jitter);
      return [{ side, made, partner, addresses: addressesOf(person, side, made) }];
    });
    const { caseCode, relationship } = spec;
    const shared = { status: 'active', caseCode, relationship } as const;
    const couple: Couple = { id, shared, a: both[0]?.partner as Partner, b: both[1]?.partner ?? null };
    const addresses = [
      { hash: caseDigest(parts, caseCode), side: 'a' as const },
      ...both.flatMap((each) => each.addresses),
    ];
    for (const address of addresses) {
      if (!(await reserve({ store, known: turns.lastKnown }, id, address))) throw await taken(caseCode);
    }
    if ((await turns.create(couple, addresses)) !== 'committed') throw await taken(caseCode);
    return { id, codes: both.flatMap(({ made }) => made.map(({ shown }) => shown)) };
  }

  async function taken(caseCode: string): Promise<CoachError> {
    if (await store.findByAddress(caseDigest(parts, caseCode)))
      return new CoachError('CASE_TAKEN', 'A couple with this case code is enrolled: choose another, or invite again.');
    return new CoachError(
      'ADDRESS_TAKEN',
      'One of these addresses belongs to another partner: part it from there first.',
    );
  }

  return {
    invite,
    enrol: async (spec) => (await invite(spec)).id,
    async inviteAgain(caseCode, side, channel) {
      const found = await store.findByAddress(caseDigest(parts, caseCode));
      if (!found) throw new CoachError('NOT_FOUND', 'There is no such case.');
      const { shown, kept } = newCode(side, channel);
      await reserve({ store, known: turns.lastKnown }, found.id, { hash: kept.digest, side });
      await serial.run(`couple|${found.id}`, () =>
        turns.changeCouple(found.id, (couple) => withInvite(couple, side, kept, clock.now()), {
          addresses: [{ hash: kept.digest, side }],
        }),
      );
      return shown;
    },
    whose: (channel, address) => store.findByAddress(addressDigest(parts, channel, address)),
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

function partnerOf(spec: PartnerSpec, invites: readonly Invite[], who: string, at: number, jitter: number): Partner {
  if (!isZone(spec.zone))
    throw new CoachError('ENROLMENT_INVALID', 'Unknown time zone: use a name such as America/Chicago.');
  const { name, language, zone, privatePhone = false, quietHours = blankPartner.quietHours } = spec;
  const person: Partner = {
    ...blankPartner,
    ...{ name, language, zone, privatePhone, quietHours, invites },
    country: spec.country ?? blankPartner.country,
    nudges: spec.checkIn === null ? [] : [dailyCheckIn(spec.checkIn, who, { zone, quietHours }, at, jitter)],
  };
  return 'address' in spec ? { ...person, ...consented(spec, at) } : person;
}

const consented = ({ channel, address }: ReachedSpec, at: number) => ({
  addresses: [{ channel, id: address, verified: true }],
  consent: { status: 'given', version: consentVersion, at, until: at + defaultLimits.consentLife } as const,
  textsAgreed: channel === 'sms',
});

function dailyCheckIn(
  time: string,
  who: string,
  hours: Pick<Partner, 'zone' | 'quietHours'>,
  at: number,
  jitter: number,
): Nudge {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    throw new CoachError('ENROLMENT_INVALID', 'A local time is written HH:MM.');
  return planNudge({ id: 'check-in', dialog: 'check-in', localTime: time }, who, hours, at, jitter);
}
