import type { Json } from '../../domain/frame.ts';
import { isLanguage } from '../../domain/language.ts';
import { daysLater, isZone, localDate, type QuietHours } from '../../domain/local-time.ts';
import { type Count, countAnew, countFrom } from '../../domain/milestone.ts';
import { type OutsideConsent, outsideVersion } from '../../domain/outside.ts';
import type { Consent, Partner } from '../../domain/partner.ts';
import { milestoneDialog, replanNudges, withMilestones } from '../time/plan-nudges.ts';
import { type Conversation, change } from '../turn.ts';

/** The consent text of this build. Raise it when what is agreed to changes. */
export const consentVersion = 1;

type Read = (value: string, conversation: Conversation) => Partial<Partner> | null;

/** Zones by the names people of the United States give them. Others are named by a city. */
const zones: Readonly<Record<string, string>> = {
  eastern: 'America/New_York',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  arizona: 'America/Phoenix',
  pacific: 'America/Los_Angeles',
  alaska: 'America/Anchorage',
  hawaii: 'Pacific/Honolulu',
};

/** Each is at least as long as the clinic's own, 21:00 to 9:00 (time-and-reliability.md, "Time"). */
const quiet: Readonly<Record<string, QuietHours>> = {
  usual: { from: '21:00', to: '09:00' },
  longer: { from: '20:00', to: '10:00' },
  longest: { from: '19:00', to: '11:00' },
};

const pauses: Readonly<Record<string, number | null>> = { day: 1, days: 3, week: 7, fortnight: 14, open: null };

const consents: Readonly<Record<string, Consent['status']>> = { agree: 'given', decline: 'declined', minor: 'minor' };

const outsideAnswers: Readonly<Record<string, OutsideConsent['status']>> = { agree: 'given', decline: 'declined' };

/** What a partner can settle about the coach in a dialog, and what each value means. */
const settings = {
  consent: (value, conversation) => {
    const status = consents[value];
    if (!status) return null;
    const until =
      status === 'given' ? conversation.turn.at + conversation.turn.limits.consentLife : conversation.turn.at;
    return { consent: { status, version: consentVersion, at: conversation.turn.at, until } };
  },
  outside: (value, { partner, turn }) => {
    const status = outsideAnswers[value];
    if (!status) return null;
    const until = status === 'given' ? turn.at + turn.limits.consentLife : turn.at;
    return { outside: { ...partner.outside, consent: { status, version: outsideVersion, at: turn.at, until } } };
  },
  'count-from': (value, { partner, turn }) =>
    counted(partner, countFrom(value, turn.at, localDate(turn.at, partner.zone), partner.count ?? null)),
  'count-anew': (value, { partner, turn }) =>
    counted(partner, countAnew(value, turn.at, localDate(turn.at, partner.zone), partner.count ?? null)),
  'count-end': (_, { partner }) => ({
    count: null,
    nudges: partner.nudges.filter(({ dialog }) => dialog !== milestoneDialog),
  }),
  'milestone-shared': (_, { partner, turn }) =>
    partner.count ? { count: { ...partner.count, shared: localDate(turn.at, partner.zone) } } : null,
  language: (value) => (isLanguage(value) ? { language: value } : null),
  'nudge-pause': (value, conversation) => ({ nudgePause: { until: pauseEnd(value, conversation) } }),
  pin: (value, conversation) => ({
    pin: { digits: value, seenAt: conversation.turn.at, asked: false, wrong: 0, lockedUntil: 0 },
  }),
  'private-phone': (value) => ({ privatePhone: value === 'mine' }),
  'quiet-hours': (value) => (quiet[value] ? { quietHours: quiet[value] } : null),
  texts: (value) => ({ textsAgreed: value === 'agree' }),
  zone: (value) => {
    const zone = zones[value] ?? value;
    return isZone(zone) ? { zone } : null;
  },
} satisfies Readonly<Record<string, Read>>;

const counted = ({ nudges }: Partner, count: Count) => ({ count, nudges: withMilestones(nudges) });

/** After these, nudges come at other instants. */
const moving: readonly string[] = ['consent', 'quiet-hours', 'zone', 'count-from', 'count-anew'];

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as readonly SettingName[];

/** Settles something for the partner of this turn; what cannot be read changes nothing. Nudges are planned anew. */
export function applySetting(conversation: Conversation, name: SettingName, value: Json): void {
  const fields = typeof value === 'string' ? (settings[name] as Read)(value, conversation) : null;
  if (!fields) return;
  change(conversation, fields);
  if (moving.includes(name)) replanNudges(conversation);
}

/** A pause by its name, or the date it ends on. */
function pauseEnd(value: string, conversation: Conversation): string | null {
  const days = pauses[value];
  if (days === undefined) return value;
  return days === null ? null : daysLater(localDate(conversation.turn.at, conversation.partner.zone), days);
}
