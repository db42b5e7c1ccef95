import type { Couple } from '../domain/couple.ts';
import { CoachError } from '../domain/errors.ts';
import { isZone } from '../domain/local-time.ts';
import type { ChannelName, Language, Nudge, Partner, QuietHours } from '../domain/partner.ts';
import { planNudge } from '../engine/nudges.ts';
import type { Parts } from './parts.ts';
import { blankPartner } from './strangers.ts';
import type { Turns } from './turns.ts';

/** Who is to be enrolled, as a counselor gives it. */
export interface PartnerSpec {
  readonly name: string;
  readonly channel: ChannelName;
  readonly address: string;
  readonly language: Language;
  readonly zone: string;
  readonly country?: string;
  readonly privatePhone: boolean;
  readonly quietHours?: QuietHours;
  /** Local time of the daily check-in; null for none. */
  readonly checkIn: string | null;
}

export interface CoupleSpec {
  readonly caseCode: string;
  readonly relationship: Couple['shared']['relationship'];
  readonly a: PartnerSpec;
  readonly b: PartnerSpec | null;
}

export interface Enrolment {
  /** The new couple's id. @throws CoachError `ENROLMENT_INVALID`, `ADDRESS_TAKEN`. */
  enrol(spec: CoupleSpec): Promise<string>;
  /** The couple and side an address belongs to. */
  whose(channel: ChannelName, address: string): Promise<{ readonly id: string; readonly side: 'a' | 'b' } | null>;
}

/** Enrols couples whose consent was given to the counselor. */
export function createEnrolment(parts: Parts, turns: Turns): Enrolment {
  const { keys, store, clock, limits, newId } = parts;
  const hash = (channel: ChannelName, address: string): string => keys.digest('address', `${channel}|${address}`);
  return {
    async enrol(spec) {
      const id = newId();
      const partner = (each: PartnerSpec, side: 'a' | 'b'): Partner =>
        partnerOf(each, `${id}/${side}`, clock.now(), limits.jitter);
      const { caseCode, relationship } = spec;
      const shared = { status: 'active', caseCode, relationship } as const;
      const couple: Couple = { id, shared, a: partner(spec.a, 'a'), b: spec.b && partner(spec.b, 'b') };
      const addresses = [{ hash: hash(spec.a.channel, spec.a.address), side: 'a' as const }];
      const both = spec.b
        ? [...addresses, { hash: hash(spec.b.channel, spec.b.address), side: 'b' as const }]
        : addresses;
      if ((await turns.create(couple, both)) === 'conflict') {
        throw new CoachError(
          'ADDRESS_TAKEN',
          'One of these addresses belongs to another partner: part it from there first.',
        );
      }
      return id;
    },
    whose: (channel, address) => store.findByAddress(hash(channel, address)),
  };
}

function partnerOf(spec: PartnerSpec, who: string, at: number, jitter: number): Partner {
  if (!isZone(spec.zone))
    throw new CoachError('ENROLMENT_INVALID', 'Unknown time zone: use a name such as America/Chicago.');
  const { name, language, zone, privatePhone, quietHours = blankPartner.quietHours } = spec;
  return {
    ...blankPartner,
    ...{ name, language, zone, privatePhone },
    country: spec.country ?? blankPartner.country,
    quietHours,
    addresses: [{ channel: spec.channel, id: spec.address, verified: true }],
    nudges: spec.checkIn === null ? [] : [dailyCheckIn(spec.checkIn, who, { zone, quietHours }, at, jitter)],
  };
}

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
