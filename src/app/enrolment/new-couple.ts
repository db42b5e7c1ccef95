import { channelTraits } from '../../domain/channel.ts';
import type { Couple } from '../../domain/couple.ts';
import { faultOfDetox } from '../../domain/detox.ts';
import { CoachError } from '../../domain/errors.ts';
import { isZone } from '../../domain/local-time.ts';
import type { Invite, Nudge, Partner, Side } from '../../domain/partner.ts';
import { consentVersion } from '../../engine/conversation/settings.ts';
import { newPlan } from '../../engine/couple/plan.ts';
import { defaultLimits } from '../../engine/limits.ts';
import { planNudge } from '../../engine/time/plan-nudges.ts';
import type { Deps } from '../deps.ts';
import { blankPartner } from '../inbound/strangers.ts';
import type { CoupleSpec, PartnerSpec, ReachedSpec } from './spec.ts';

/** A couple as it is on its enrolment, where both can be reached without a code. Pure. @throws CoachError `ENROLMENT_INVALID`. */
export function coupleOf({ caseCode, relationship, a, b }: CoupleSpec, id: string, at: number, jitter: number): Couple {
  const of = (spec: PartnerSpec, side: Side): Partner => partnerOf(spec, [], `${id}/${side}`, at, jitter);
  return { id, shared: { status: 'active', caseCode, relationship }, a: of(a, 'a'), b: b && of(b, 'b') };
}

/** What a new couple takes part in: its plan, in the clinic's zone. Pure. */
export function plannedFor(
  plan: string | undefined,
  id: string,
  { clinicZone }: Deps['limits'],
  at: number,
): Pick<Couple['shared'], 'together'> {
  return plan === undefined ? {} : { together: { plan: newPlan(plan === 'on' ? id : plan, clinicZone, at) } };
}

/** A partner as they are on their enrolment. Pure. @throws CoachError `ENROLMENT_INVALID`, `DETOX_INVALID`. */
export function partnerOf(
  spec: PartnerSpec,
  invites: readonly Invite[],
  who: string,
  at: number,
  jitter: number,
): Partner {
  if (!isZone(spec.zone))
    throw new CoachError('ENROLMENT_INVALID', 'Unknown time zone: use a name such as America/Chicago.');
  const { detox } = spec;
  const fault = detox === undefined ? null : faultOfDetox(detox, at, spec.zone);
  if (fault) throw new CoachError('DETOX_INVALID', `Nobody was enrolled: ${fault}.`);
  const { name, language, zone, privatePhone = false, quietHours = blankPartner.quietHours } = spec;
  const person: Partner = {
    ...blankPartner,
    name,
    language,
    zone,
    privatePhone,
    quietHours,
    invites,
    country: spec.country ?? blankPartner.country,
    ...(detox === undefined ? {} : { detox }),
    nudges: spec.checkIn === null ? [] : [dailyCheckIn(spec.checkIn, who, { zone, quietHours }, at, jitter)],
  };
  return 'address' in spec ? { ...person, ...consented(spec, at) } : person;
}

const consented = ({ channel, address }: ReachedSpec, at: number) => ({
  addresses: [{ channel, id: address, verified: true }],
  consent: { status: 'given', version: consentVersion, at, until: at + defaultLimits.consentLife } as const,
  textsAgreed: channelTraits[channel].asksBeforeTexts,
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
