import type { Couple } from '../../domain/couple.ts';
import type { Language } from '../../domain/language.ts';
import type { Partner, Source } from '../../domain/partner.ts';
import { leadingMatch, type Screening } from '../../domain/screening.ts';
import type { Inbound } from '../../ports/channel.ts';

/**
 * Somebody who is not enrolled: a couple of one with the status `stranger`. Their language is the one in which the
 * screening heard something, else English; the stranger's text itself speaks both. Pure.
 */
export function aStranger(id: string, from: Source, screening: Screening, country: string): Couple {
  const language: Language = leadingMatch(screening)?.language ?? 'en';
  const partner: Partner = {
    ...blankPartner,
    language,
    country,
    addresses: [{ ...from, verified: true }],
  };
  const shared = { status: 'stranger', caseCode: `S-${id.slice(0, 6)}`, relationship: 'romantic' } as const;
  return { id, shared, a: partner, b: null };
}

/** Where an inbound came from. Pure. */
export const sourceOf = ({ channel, address: id, reference, conversation }: Inbound): Source => ({
  channel,
  id,
  ...(reference === undefined ? {} : { reference }),
  ...(conversation === undefined ? {} : { conversation }),
});

/** A partner of whom nothing is known yet. */
export const blankPartner: Partner = {
  name: '',
  language: 'en',
  country: 'us',
  zone: 'UTC',
  privatePhone: false,
  addresses: [],
  quietHours: { from: '21:00', to: '09:00' },
  optedOut: false,
  nudgePause: null,
  consent: { status: 'awaited', version: 0, at: 0, until: 0 },
  textsAgreed: false,
  invites: [],
  pin: null,
  nudges: [],
  finished: {},
  alerts: {},
  crises: {},
  stack: [],
  paused: [],
  timers: [],
};
