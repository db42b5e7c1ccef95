import type { ChannelName } from '../../domain/channel.ts';
import type { WayKind } from '../../domain/staff/person.ts';

/** What is true of a kind of contact way. Whatever depends on it asks for a trait, never for a name. */
export interface WayTraits {
  /** The channel whose wording its texts have. */
  readonly worded: ChannelName;
  /** How somebody answers there: by a button, by a code in a text, or not at all: a link leads on. */
  readonly answered: 'by-button' | 'by-code' | 'elsewhere';
  /** Whether its provider tells later what became of a notice: it is then given a receipt. */
  readonly reports: boolean;
}

const elsewhere: WayTraits = { worded: 'web', answered: 'elsewhere', reports: false };

/** The traits of every kind. */
export const wayTraits: Readonly<Record<WayKind, WayTraits>> = {
  teams: { worded: 'teams', answered: 'by-button', reports: false },
  slack: { worded: 'slack', answered: 'by-button', reports: false },
  sms: { worded: 'sms', answered: 'by-code', reports: true },
  email: elsewhere,
  webhook: elsewhere,
  pagerduty: elsewhere,
};

/** The ways that messages come from; null where nobody is called. */
export const wayOn: Readonly<Record<ChannelName, WayKind | null>> = {
  sms: 'sms',
  teams: 'teams',
  slack: 'slack',
  web: null,
  'direct-line': null,
};

/** The channel of partners that a kind of way is on; null where partners write by no such thing. */
export const channelOf: Readonly<Record<WayKind, ChannelName | null>> = {
  sms: 'sms',
  teams: 'teams',
  slack: 'slack',
  email: null,
  webhook: null,
  pagerduty: null,
};
