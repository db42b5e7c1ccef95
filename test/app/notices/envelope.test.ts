import { beforeAll, describe, expect, test } from '@jest/globals';
import { noticeCard } from '../../../src/adapters/bot-framework/notice-card.ts';
import { mailOf } from '../../../src/adapters/email/mail.ts';
import { noticeText } from '../../../src/adapters/messaging/notice-body.ts';
import { payloadOf } from '../../../src/adapters/notice-webhook/channel.ts';
import { eventOf } from '../../../src/adapters/pagerduty/event.ts';
import { noticeMessageOf } from '../../../src/adapters/slack/notice.ts';
import { type NoticeWriter, noticeMessage } from '../../../src/app/notices/message.ts';
import type { NoticeSubject } from '../../../src/app/notices/subject.ts';
import type { Content } from '../../../src/content/content.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import { type Language, languages } from '../../../src/domain/language.ts';
import { families, type Level } from '../../../src/domain/screening.ts';
import { type WayKind, wayKinds } from '../../../src/domain/staff/person.ts';
import type { NoticeMessage } from '../../../src/ports/notices.ts';
import { createScreener, type Screener } from '../../../src/safety/screen.ts';
import { theContent } from '../../support/content.ts';
import { noon } from '../../support/engine.ts';
import { memoryKeys } from '../../support/memory-keys.ts';

let writer: NoticeWriter;
let content: Content;
let screen: Screener;
beforeAll(async () => {
  const loaded = await theContent();
  content = loaded.content;
  screen = createScreener(loaded.rules);
  writer = { content, seal: memoryKeys().system, publicUrl: 'https://coach.example.org', country: 'us' };
});

const levels: readonly Level[] = ['same-day', 'urgent', 'emergency'];

/** An alert that knows all that no notice may tell. */
const anAlert = (fields: Partial<Alert> = {}): Alert => ({
  ...{ id: 'opaque-alert-id', couple: 'canary-couple', side: 'a', family: 'substance', caseCode: 'C-017', version: 7 },
  ...{
    occurrence: 2,
    status: 'open',
    level: 'emergency',
    raisedAt: noon,
    acknowledgedAt: null,
    holder: null,
    code: '4821',
  },
  pages: [
    { at: noon, level: 'emergency', category: 'overdose', also: ['violence'], about: 'other', reason: 'message' },
  ],
  violence: true,
  ending: { at: noon, by: 'canary-closer', outcome: 'canary-outcome', note: 'canary-note' },
  ...fields,
});

const states: readonly Partial<Alert>[] = [
  {},
  { acknowledgement: { at: noon, by: 'Lee' } },
  { status: 'claimed', holder: 'Lee' },
  { status: 'closed' },
];

const aRequestNow = (now: Alert | null): NoticeSubject => ({
  ...{ kind: 'request', id: 'opaque-request-id', caseCode: 'C-017', raisedAt: noon, now },
});

/** Every kind of notice, in every state and at every level. */
const subjects: readonly NoticeSubject[] = [
  ...levels.flatMap((level) => {
    const notice = { alert: 'opaque-alert-id', caseCode: 'C-017', level, raisedAt: noon, step: 'lead' } as const;
    const known = states.map((state): NoticeSubject => ({ kind: 'alert', notice, now: anAlert({ level, ...state }) }));
    return [...known, { kind: 'alert', notice, now: null } as const];
  }),
  ...[null, ...states.map((state) => anAlert(state))].map(aRequestNow),
  { kind: 'drill', drill: { id: 'drill-1', at: noon } },
  { kind: 'drill-missed', drill: { id: 'drill-1', at: noon } },
  { kind: 'test' },
  { kind: 'code', code: '482113', minutes: 10 },
  ...(['primary', 'backup', 'lead'] as const).map(
    (duty): NoticeSubject => ({ kind: 'rota-gap', duty, from: noon, until: noon + 3_600_000 }),
  ),
  ...wayKinds.map((way): NoticeSubject => ({ kind: 'way-ended', name: 'Lee', way, why: '21610' })),
  ...levels.flatMap((level): NoticeSubject[] => [
    { kind: 'fallback', notice: { level, spooled: 'entry-000001' } },
    { kind: 'fallback', notice: { level, caseCode: 'C-017' } },
    { kind: 'fallback', notice: { level, channel: 'sms', sender: 'a1b2c3d4' } },
  ]),
];

const waits = [0, 59_000, 60_000, 119 * 60_000, 5 * 3_600_000, 72 * 3_600_000];

const writtenFor = (subject: NoticeSubject, kind: WayKind, language: Language, wait = 0): NoticeMessage =>
  noticeMessage(
    writer,
    subject,
    { person: { id: 'lee', language, zone: 'America/Chicago' }, way: { id: 'way-1', kind } },
    { id: 'notice-1', at: noon + wait },
  );

/** What goes over the wire for each way, as text. */
const wire: Readonly<Record<WayKind, (message: NoticeMessage) => unknown>> = {
  teams: (message) => [noticeCard(message), noticeCard(message, 'said')],
  slack: noticeMessageOf,
  sms: (message) => noticeText(message),
  email: (message) => mailOf(message, { from: 'Coach <coach@example.org>', to: 'lee@example.org' }),
  webhook: payloadOf,
  pagerduty: (message) =>
    (['trigger', 'acknowledge', 'resolve'] as const).map((action) => eventOf(message, action, 'the-routing-key')),
};

/** Everything that is said by every way in every language, with where it was found. */
function* everything() {
  for (const kind of wayKinds)
    for (const language of languages)
      for (const subject of subjects)
        for (const wait of waits) {
          const message = writtenFor(subject, kind, language, wait);
          yield {
            kind,
            language,
            subject,
            message,
            where: `${kind} ${language} ${JSON.stringify(subject).slice(0, 80)}`,
          };
        }
}

/** Words by which somebody would know what a case is about, in both languages. */
const telling =
  /suicid|self.harm|overdos|sobredosis|withdraw|abstinencia|laps|reca[ií]da|violen|abus|drug|droga|alcohol|opio|fentanyl|naloxon|detox|sober|clean|harm|daño|child|niñ|partner|pareja|therap|terap|clinic/i;

const withoutSealed = (text: string, { acts, receipt }: NoticeMessage): string =>
  [...acts.map(({ token }) => token), receipt ?? ''].reduce(
    (rest, sealed) => (sealed ? rest.replaceAll(sealed, '') : rest),
    text,
  );

describe('a notice', () => {
  test('says nothing of what a case is about, by no way, in no language, at no level', () => {
    let count = 0;
    for (const { kind, message, where } of everything()) {
      const text = withoutSealed(JSON.stringify([message, wire[kind](message)]), message);
      expect([where, /canary/.exec(text)?.[0], telling.exec(text)?.[0]]).toEqual([where, undefined, undefined]);
      count += 1;
    }
    expect(count).toBe(wayKinds.length * languages.length * subjects.length * waits.length);
  });

  test('holds nothing that the screening would hear', () => {
    const said = new Set([...everything()].flatMap(({ message }) => [message.subject, message.text]));
    expect(said.size).toBeGreaterThan(50);
    for (const text of said) expect([text, screen(text).level]).toEqual([text, 'none']);
  });

  test('names no telephone number', () => {
    for (const { kind, message, where } of everything()) {
      const text = [message.subject, message.text, message.link?.href ?? ''].join(' ');
      expect([
        where,
        text.match(/\+?\d[\d\s().-]{6,}\d/g)?.filter((each) => !/^\d{4}-\d\d-\d\d/.test(each)) ?? [],
      ]).toEqual([where, []]);
      expect(kind).toBeDefined();
    }
  });

  test('has the fields of an envelope and no other', () => {
    for (const { message } of everything()) {
      const fields = Object.keys(message).filter((key) => key !== 'receipt');
      expect(fields.toSorted()).toEqual(['about', 'acts', 'id', 'kind', 'language', 'link', 'subject', 'text']);
      if (message.about)
        expect(Object.keys(message.about).toSorted()).toEqual(['caseCode', 'level', 'raisedAt', 'state', 'thread']);
    }
  });

  test('is given no other argument by its texts', () => {
    const given = [...content.keys].filter((key) => key.startsWith('notice.')).flatMap((key) => [...content.args(key)]);
    expect([...new Set(given)].toSorted()).toEqual(
      [
        ...['about', 'act', 'back', 'case', 'cases', 'code', 'count', 'duty', 'example', 'from', 'kind', 'level'],
        ...['name', 'place', 'unit', 'until', 'why'],
      ].toSorted(),
    );
  });

  test('says the case, the level and how long it waits', () => {
    const open = subjects.find((each) => each.kind === 'alert' && each.notice.level === 'urgent') as NoticeSubject;
    const says = (language: Language, wait: number) => {
      const { subject, text } = writtenFor(open, 'teams', language, wait);
      return `${subject} | ${text}`;
    };
    expect([0, 60_000, 12 * 60_000, 3 * 3_600_000, 50 * 3_600_000].map((wait) => says('en', wait))).toEqual([
      'URGENT: case C-017 | It has just come in.',
      'URGENT: case C-017 | It has waited 1 minute.',
      'URGENT: case C-017 | It has waited 12 minutes.',
      'URGENT: case C-017 | It has waited 3 hours.',
      'URGENT: case C-017 | It has waited 2 days.',
    ]);
    expect(says('es', 60_000)).toBe('URGENTE: caso C-017 | Espera desde hace 1 minuto.');
  });

  test('leads to the case under the public address by its opaque id, and nowhere where there is no address', () => {
    const [open] = subjects;
    const { link } = writtenFor(open as NoticeSubject, 'email', 'en');
    expect(link?.href).toBe('https://coach.example.org/console/cases/opaque-alert-id');
    const { publicUrl: _, ...without } = writer;
    const reader = { person: { id: 'lee', language: 'en', zone: 'UTC' }, way: { id: 'w', kind: 'email' } } as const;
    const bare = noticeMessage({ ...without, publicUrl: null }, open as NoticeSubject, reader, { id: 'n', at: noon });
    expect(bare.link).toBeNull();
  });

  test('can be tapped where its channel has buttons, answered by code where it has none, and neither elsewhere', () => {
    for (const open of [subjects[0] as NoticeSubject, aRequestNow(anAlert())]) {
      const labels = (kind: WayKind) => writtenFor(open, kind, 'en').acts.map(({ act }) => act);
      expect(wayKinds.map(labels)).toEqual([['acknowledge', 'claim'], ['acknowledge', 'claim'], [], [], [], []]);
      const byCode = wayKinds.filter((kind) => writtenFor(open, kind, 'en').text.includes('CLAIM 4821'));
      expect(byCode).toEqual(['sms']);
    }
  });

  test('offers nothing to tap once somebody has it, and no claim of what is closed', () => {
    const acts = states.map((state) => {
      const notice = { alert: 'a', caseCode: 'C-017', level: 'urgent', raisedAt: noon, step: 'primary' } as const;
      return writtenFor({ kind: 'alert', notice, now: anAlert(state) }, 'slack', 'en').acts.map(({ act }) => act);
    });
    expect(acts).toEqual([['acknowledge', 'claim'], ['claim'], [], []]);
  });

  test('fits two texts of a phone in each language', () => {
    for (const { kind, message, where } of everything()) {
      const text = noticeText(message);
      if (kind === 'sms') expect([where, text.length <= 2 * 153]).toEqual([where, true]);
    }
  });

  test('of every family looks alike', () => {
    const notice = { alert: 'a', caseCode: 'C-017', level: 'urgent', raisedAt: noon, step: 'primary' } as const;
    for (const kind of wayKinds) {
      const shown = families.map((family) => {
        const message = writtenFor({ kind: 'alert', notice, now: anAlert({ family }) }, kind, 'en');
        return withoutSealed(JSON.stringify(wire[kind](message)), message);
      });
      expect(new Set(shown).size).toBe(1);
    }
  });
});
