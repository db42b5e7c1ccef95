import type { CoupleItem, PartnerPage, TogetherView } from '../../src/domain/console/couples.ts';
import type { OnCallWeek } from '../../src/domain/console/on-call.ts';
import type { People } from '../../src/domain/console/people.ts';
import { anItem, day, evening, hour, minute } from './console-answers.ts';

/** Couples of a long list, from the first. */
export const someCouples = (from: number, count: number, name = 'Alex'): readonly CoupleItem[] =>
  Array.from({ length: count }, (_, nth) => ({
    ...{
      id: `couple-${from + nth}`,
      caseCode: `C-${String(from + nth).padStart(5, '0')}`,
      counselor: nth % 3 === 0 ? 'dana' : null,
    },
    relationship: 'romantic',
    partners: [
      { side: 'a', name, joined: true, consent: 'given', openAlerts: nth === 0 ? 1 : 0 },
      { side: 'b', name: 'Sam', joined: nth % 2 === 0, consent: 'awaited', openAlerts: 0 },
    ],
  }));

export const aPartner = (name = 'Alex'): PartnerPage => ({
  ...{
    couple: 'couple-1',
    caseCode: 'C-017',
    side: 'a',
    name,
    language: 'es',
    country: 'us',
    zone: 'America/Denver',
    localTime: '19:30',
  },
  ...{
    privatePhone: false,
    quietHours: { from: '21:00', to: '08:00' },
    optedOut: false,
    handOff: 'bot',
    textsAgreed: true,
    outside: 'declined',
  },
  consent: { status: 'given', version: 2, at: evening - 30 * day, until: evening + 330 * day },
  addresses: [
    { channel: 'sms', ends: '0142', verified: true, ended: null },
    { channel: 'teams', ends: 'a91c', verified: true, ended: '30006' },
  ],
  invites: [{ channel: 'slack', expiresAt: evening + 2 * day }],
  nudges: [{ dialog: 'check-in', localTime: '20:00', next: evening + 21 * hour }],
  facts: [
    { name: 'mood', value: 'hard', at: evening - day },
    { name: 'craving', value: '4', at: evening - day },
  ],
  alerts: [anItem('alert-1', { level: 'emergency' })],
});

const people = [
  { id: 'dana', name: 'Dana' },
  { id: 'lee', name: 'Lee' },
  { id: 'mia', name: 'Mia' },
];

export const aWeek: OnCallWeek = {
  ...{
    zone: 'America/Chicago',
    from: evening - 2 * hour,
    until: evening - 2 * hour + 7 * day,
    now: evening,
    people,
    mayChange: true,
  },
  pieces: [0, 1, 2, 3, 4, 5, 6].flatMap((nth) => [
    {
      from: evening + nth * day - 2 * hour,
      until: evening + nth * day + 10 * hour,
      primary: nth === 2 ? null : 'dana',
      backup: 'lee',
      lead: 'mia',
    },
    {
      from: evening + nth * day + 10 * hour,
      until: evening + nth * day + 22 * hour,
      primary: 'lee',
      backup: 'mia',
      lead: 'mia',
    },
  ]),
  gaps: [{ from: evening + 2 * day - 2 * hour, until: evening + 2 * day + 10 * hour, why: 'nobody', person: null }],
  overrides: [
    {
      id: 'o1',
      duty: 'primary',
      person: null,
      from: evening + 2 * day - 2 * hour,
      until: evening + 2 * day + 10 * hour,
    },
  ],
  shifts: [
    {
      id: 's1',
      duty: 'primary',
      person: 'dana',
      days: [1, 2, 3, 4, 5, 6, 7],
      from: '18:30',
      to: '06:30',
      zone: 'America/Chicago',
    },
    {
      id: 's2',
      duty: 'primary',
      person: 'lee',
      days: [1, 2, 3, 4, 5],
      from: '06:30',
      to: '18:30',
      zone: 'America/Chicago',
    },
    { id: 's3', duty: 'lead', person: 'mia', days: [6, 7], from: '00:00', to: '00:00', zone: 'America/New_York' },
  ],
  drill: { id: 'd', at: evening - 3 * day, answeredAt: evening - 3 * day + minute, by: 'dana' },
  ...{ drillWeek: { day: 3, time: '10:00' }, liveAt: evening - 60 * day, lacks: ['ROTA_GAP'] },
};

export const everybody: People = {
  people: [
    {
      ...{ id: 'dana', name: 'Dana' },
      onCall: {
        ...{ role: 'supervisor', language: 'en', zone: 'America/Chicago', quietHours: null },
        ways: [
          { id: 'w1', kind: 'sms', ends: '0201', after: 0, state: 'works', code: null },
          { id: 'w2', kind: 'email', ends: 'ple.org', after: 120_000, state: 'untried', code: null },
        ],
      },
      account: {
        roles: ['counselor', 'supervisor', 'admin'],
        secondFactor: true,
        linkUntil: null,
        lockedUntil: null,
        signedInAt: evening - hour,
      },
    },
    {
      ...{ id: 'lee', name: 'Lee' },
      onCall: {
        ...{ role: 'counselor', language: 'es', zone: 'America/New_York', quietHours: { from: '22:00', to: '08:00' } },
        ways: [{ id: 'w3', kind: 'teams', ends: 'f00d', after: 0, state: 'ended', code: '410' }],
      },
      account: {
        roles: ['counselor'],
        secondFactor: false,
        linkUntil: null,
        lockedUntil: evening + 10 * minute,
        signedInAt: null,
      },
    },
    {
      id: 'kim',
      name: 'Kim',
      onCall: null,
      account: { roles: ['researcher'], secondFactor: true, linkUntil: null, lockedUntil: null, signedInAt: null },
    },
  ],
};

/** What a couple takes part in: a week as it was drawn, and what holds it. */
export const together: TogetherView = {
  days: [
    { date: '2026-11-29', slot: 'couple' },
    { date: '2026-11-30', slot: 'rest' },
    { date: '2026-12-01', slot: 'solo' },
    { date: '2026-12-02', slot: 'solo' },
    { date: '2026-12-03', slot: 'couple' },
  ],
  hour: '18:30',
  zone: 'America/Chicago',
  assigned: null,
  asking: null,
  running: ['listen'],
  break: null,
  ended: null,
  held: [{ side: 'a', why: 'until-lifted', since: Date.UTC(2026, 10, 28, 20), until: null }],
  exercises: [
    {
      ...({ name: 'listen', shared: true, minutes: 20, isOffered: true, source: 'product row 59' } as const),
      ...({ notFor: ['fear', 'withdrawal'], crosses: ['approved words', 'a chosen line'] } as const),
    },
    {
      ...({ name: 'sit-close', shared: true, minutes: 5, isOffered: false, source: 'exercise 13' } as const),
      ...({
        notFor: ['fear'],
        crosses: ['nothing'],
        channels: ['teams', 'slack'],
        relationships: ['romantic'],
      } as const),
    },
  ],
};
