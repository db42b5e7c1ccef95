import type { CasePage, ChatEntry } from '../../src/domain/console/case.ts';
import type { CoupleItem, PartnerPage, TogetherView } from '../../src/domain/console/couples.ts';
import type { OnCallWeek } from '../../src/domain/console/on-call.ts';
import type { People } from '../../src/domain/console/people.ts';
import type { QueueHealth, QueueItem, RequestItem } from '../../src/domain/console/queue.ts';
import type { SignedIn } from '../../src/domain/console/sign-in.ts';
import type { Level } from '../../src/domain/screening.ts';

/** A Sunday evening in Chicago. */
export const evening = Date.parse('2026-11-29T02:30:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const dana: SignedIn = {
  ...{
    state: 'signed-in',
    id: 'dana',
    name: 'Dana',
    csrf: 'token',
    roles: ['counselor', 'supervisor', 'admin'],
    language: 'en',
  },
  ...{
    zone: 'America/Chicago',
    onDutyUntil: evening + 90 * minute,
    idleAt: evening + hour,
    endsAt: evening + 8 * hour,
  },
  ...{ freshUntil: 0, recoveryLeft: 8, now: evening },
};

/** An alert of the queue, or what `change` says. */
export const anItem = (id: string, change: Partial<QueueItem> = {}): QueueItem => ({
  ...{ id, version: 1, caseCode: 'C-017', side: 'a', level: 'urgent', family: 'self', status: 'open', holder: null },
  ...{
    unconfirmed: false,
    violence: false,
    raisedAt: evening - 4 * minute,
    acknowledgement: null,
    openTasks: 0,
    unsigned: [],
  },
  ...{
    escalatesAt: evening + 73_000,
    newest: { at: evening - minute, category: 'suicide', reason: 'message' },
    own: true,
  },
  ...change,
});

/** The alerts of an evening. */
export const evenings: readonly QueueItem[] = [
  anItem('alert-1', { level: 'emergency', raisedAt: evening - 48_000, caseCode: 'C-017', openTasks: 1 }),
  anItem('alert-2', {
    caseCode: 'C-021',
    side: 'b',
    status: 'claimed',
    holder: 'Lee',
    raisedAt: evening - 11 * minute,
  }),
  anItem('alert-3', {
    caseCode: 'C-009',
    family: 'violence',
    violence: true,
    acknowledgement: { at: evening - minute, by: 'Mia' },
  }),
  anItem('alert-4', {
    caseCode: 'C-113',
    family: 'substance',
    status: 'taken-over',
    holder: 'Dana',
    raisedAt: evening - 35 * minute,
  }),
  anItem('alert-5', {
    caseCode: 'C-030',
    level: 'same-day',
    family: 'others',
    raisedAt: evening - 3 * hour,
    escalatesAt: null,
  }),
];

export const asking: RequestItem = {
  ...{ id: 'request-1', version: 1, caseCode: 'C-044', side: 'a', status: 'open', holder: null, own: false },
  ...{ reasons: ['counselor'], raisedAt: evening - 95 * minute, askedAt: evening - 95 * minute },
};

export const standing: QueueHealth = {
  ...{
    open: 5,
    unclaimed: 3,
    emergencies: 1,
    waitingLong: 1,
    oldestUnclaimedAt: evening - 3 * hour,
    requests: 1,
    onCall: 2,
  },
};

const talk = (name: string): readonly ChatEntry[] => [
  { id: '7.0', at: evening - 20 * hour, who: 'partner', text: 'good', heard: [], silence: null },
  {
    id: '7.1',
    at: evening - 20 * hour,
    who: 'coach',
    key: 'check-in.thanks',
    text: { en: 'Thank you for saying so.', es: 'Gracias por decirlo.' },
    said: 'es',
  },
  {
    ...{
      id: '8.0',
      at: evening - 48_000,
      who: 'partner',
      text: `I can't do this any more. I took all my pills.`,
      silence: null,
    },
    heard: [
      {
        rule: 'overdose.took-all',
        category: 'overdose',
        level: 'emergency',
        language: 'en',
        words: 'I took all my pills',
        span: [26, 45],
      },
    ],
  },
  {
    ...{ id: '8.1', at: evening - 48_000, who: 'coach', key: 'crisis.overdose', said: 'en' },
    text: {
      en: 'Call 911 now. Say what you took. A counselor has been alerted.',
      es: 'Llama al 911 ahora. Di qué tomaste. Se avisó a un consejero o consejera.',
    },
  },
  { id: '9.0', at: evening - 30_000, who: 'channel', what: 'undelivered', lane: 'crisis', code: '30006' },
  { id: 'n1', at: evening - 20_000, who: 'note', by: 'Mia', text: `${name} has a sister nearby.` },
  { id: '10.0', at: evening - 10_000, who: 'counselor', by: 'Dana', text: 'This is Dana. I am calling you now.' },
];

/** A case's page as it is for whoever holds it, or what `change` says. */
export function aCase(item: QueueItem, name = 'Alex', change: Partial<CasePage> = {}): CasePage {
  return {
    kind: 'alert',
    alert: { ...item, occurrence: 2, acknowledgedAt: null, code: '4821', ending: null, followUpDue: null },
    partner: {
      ...{
        couple: 'couple-1',
        side: item.side,
        name,
        language: 'es',
        zone: 'America/Denver',
        localTime: '19:30',
        channels: ['sms', 'teams'],
      },
      ...{ reachable: true, optedOut: false, privatePhone: false, handOff: 'waiting', consent: 'given' },
    },
    why: [
      {
        at: evening - 48_000,
        level: item.level,
        category: 'overdose',
        also: ['suicide'],
        about: 'self',
        reason: 'message',
        rules: ['overdose.took-all'],
      },
    ],
    ...{ rulesVersion: '4f2a91', chat: talk(name), earlier: 12 },
    screener: [
      { name: 'wish', value: 'yes', at: evening - 40_000 },
      { name: 'method', value: 'unsure', at: evening - 30_000 },
      { name: 'behaviour', value: 'no', at: evening - 20_000 },
    ],
    tasks: item.openTasks > 0 ? [{ id: 'task-1', kind: 'undeliverable', code: '30006', at: evening - 30_000 }] : [],
    sheet: {
      kept: {
        sheet: {
          callBack: '+1 555 0199',
          hours: 'weekdays after 18:00',
          codeWord: 'blue umbrella',
          mayVoicemail: false,
          policeMayWorsen: 'yes',
          partnerMayReadPhone: 'yes',
        },
        ...{ at: evening - day, by: 'Mia' },
      },
      partner: [],
    },
    timeline: [
      { n: 1, at: evening - 48_000, event: 'raised', by: 'system', facts: { level: 'emergency', occurrence: 2 } },
      { n: 2, at: evening - 47_000, event: 'notified', by: 'system', facts: { person: 'maria', kind: 'sms' } },
      { n: 3, at: evening - 41_000, event: 'claimed', by: 'counselor', facts: { counselor: 'Dana' } },
    ],
    mayDo: [
      'acknowledge',
      'claim',
      'take-over',
      'hand-back',
      'release',
      'reassign',
      'say',
      'escalate',
      'log-call',
      'log-decision',
      'close',
      'false-alarm',
      'co-sign',
      'task-done',
      'add-note',
    ] as CasePage['mayDo'],
    beside: [{ id: 'alert-9', level: 'same-day', family: 'others', status: 'open', holder: null }],
    now: evening,
    cursor: 'c0',
    ...change,
  };
}

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
    { name: 'urge', value: '4', at: evening - day },
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

/** Many alerts, of all levels. */
export const manyItems = (count: number): readonly QueueItem[] =>
  Array.from({ length: count }, (_, nth) =>
    anItem(`many-${nth}`, {
      level: (['emergency', 'urgent', 'same-day'] as readonly Level[])[nth % 3] ?? 'urgent',
      caseCode: `C-${String(nth).padStart(4, '0')}`,
      raisedAt: evening - nth * 7_000,
    }),
  );

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
};
