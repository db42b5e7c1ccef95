import type { CasePage, ChatEntry } from '../../src/domain/console/case.ts';
import type { QueueHealth, QueueItem, RequestItem } from '../../src/domain/console/queue.ts';
import type { SignedIn } from '../../src/domain/console/sign-in.ts';
import type { Level } from '../../src/domain/screening.ts';

/** A Sunday evening in Chicago. */
export const evening = Date.parse('2026-11-29T02:30:00Z');

export const minute = 60_000;

export const hour = 60 * minute;

export const day = 24 * hour;

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

/** Many alerts, of all levels. */
export const manyItems = (count: number): readonly QueueItem[] =>
  Array.from({ length: count }, (_, nth) =>
    anItem(`many-${nth}`, {
      level: (['emergency', 'urgent', 'same-day'] as readonly Level[])[nth % 3] ?? 'urgent',
      caseCode: `C-${String(nth).padStart(4, '0')}`,
      raisedAt: evening - nth * 7_000,
    }),
  );
