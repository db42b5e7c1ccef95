import { describe, expect, test } from '@jest/globals';
import { joinCursors } from '../../../src/domain/console/cursor.ts';
import type { QueueItem } from '../../../src/domain/console/queue.ts';
import { words } from '../../../src/web/console/dictionary.ts';
import { piecesOf } from '../../../src/web/console/pieces.ts';
import { casePath, couplePath, placeOf } from '../../../src/web/console/places.ts';
import { eventsIn } from '../../../src/web/console/state/event-stream.ts';
import { belongs, inOrder, isNewer, newsOf } from '../../../src/web/console/state/queue-order.ts';
import { casesEn } from '../../../src/web/console/texts/cases-en.ts';
import { casesEs } from '../../../src/web/console/texts/cases-es.ts';
import { clinicEn } from '../../../src/web/console/texts/clinic-en.ts';
import { clinicEs } from '../../../src/web/console/texts/clinic-es.ts';
import { frameEn } from '../../../src/web/console/texts/frame-en.ts';
import { frameEs } from '../../../src/web/console/texts/frame-es.ts';
import { instantIn, localIn, midnights } from '../../../src/web/console/zone.ts';

const gaps = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();

describe('the words of the console', () => {
  test.each([
    ['its frame', frameEn, frameEs],
    ['cases', casesEn, casesEs],
    ['the clinic', clinicEn, clinicEs],
  ])('of %s have the same keys and gaps in English and Spanish, and none is empty', (_which, english, spanish) => {
    expect(Object.keys(spanish)).toEqual(Object.keys(english));
    const inSpanish = new Map(Object.entries(spanish));
    for (const [key, text] of Object.entries(english))
      expect([key, gaps(inSpanish.get(key) ?? ''), inSpanish.get(key) !== '']).toEqual([key, gaps(text), text !== '']);
  });
});

test('a sentence that ends with a time in Spanish has one period', () => {
  expect(words.text('es', 'account.ends', { at: 'dom, 4:30 a.m.' })).toMatch(/[^.]\.m\.$/);
  expect(words.text('en', 'account.ends', { at: 'Sun, 4:30 AM' })).toMatch(/AM at the latest\.$/);
  expect(words.text('es', 'rota.live', { since: 'lunes' })).toMatch(/lunes\.$/);
  expect(words.text('es', 'rota.live')).toMatch(/\{since\}\.$/);
});

describe('a path of the console', () => {
  test.each([
    ['', { page: 'queue' }],
    ['/', { page: 'queue' }],
    ['/cases/a%2Fb', { page: 'case', id: 'a/b' }],
    ['/cases/%zz', { page: 'case', id: '%zz' }],
    ['/cases', { page: 'unknown' }],
    ['/couples', { page: 'couples' }],
    ['/couples/new', { page: 'enrol' }],
    ['/couples/x', { page: 'couple', id: 'x' }],
    ['/couples/x/b', { page: 'partner', id: 'x', side: 'b' }],
    ['/couples/x/c', { page: 'unknown' }],
    ['/on-call/', { page: 'on-call' }],
    ['/people/x', { page: 'unknown' }],
    ['/constructor', { page: 'unknown' }],
  ])('%s is a page', (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });
  test('is made so that it is read back', () => {
    expect(placeOf(casePath('a/b?c'))).toEqual({ page: 'case', id: 'a/b?c' });
    expect(placeOf(couplePath('ñ', 'a'))).toEqual({ page: 'partner', id: 'ñ', side: 'a' });
  });
});

describe('words in which something was heard', () => {
  const shown = (text: string, ...spans: [number, number][]) =>
    piecesOf(
      text,
      spans.map((span) => ({ span })),
    ).map((piece) => (piece.isHeard ? `[${piece.text}]` : piece.text));
  test('are cut there, and whole together', () => {
    expect(shown('I want to die now', [2, 13])).toEqual(['I ', '[want to die]', ' now']);
    expect(shown('abcdef', [1, 3], [2, 5])).toEqual(['a', '[bcde]', 'f']);
    expect(shown('abcdef', [4, 99], [-5, 1])).toEqual(['[a]', 'bcd', '[ef]']);
    expect(shown('abc', [2, 2], [3, 1])).toEqual(['abc']);
    expect(shown('', [0, 4])).toEqual([]);
  });
});

test('news go on where they were, and the talk of a case where its page ends', () => {
  expect(joinCursors('7.2.9.1', '8.3.40.5')).toBe('7.2.40.5');
  expect(joinCursors('7.2', '8.3.40.5')).toBe('7.2.40.5');
  expect(joinCursors('7.2.9.1', null)).toBe('7.2');
  expect(joinCursors('', '8.3.40.5')).toBe('8.3.40.5');
  expect(joinCursors('', null)).toBe('');
});

describe('server-sent events', () => {
  test('are read whole, and what is cut off waits', () => {
    const text =
      'retry: 2000\n\n: open\n\nid: 7\nevent: alert\ndata: {"a":\ndata: 1}\n\nid: 8\n: open\n\nevent: chat\ndata: x';
    expect(eventsIn(text)).toEqual({
      events: [
        { id: '7', type: 'alert', data: '{"a":\n1}' },
        { id: '8', type: 'message', data: '' },
      ],
      left: 'event: chat\ndata: x',
    });
    expect(eventsIn('data: a\r\n\r\n').events).toEqual([{ id: '', type: 'message', data: 'a' }]);
  });
});

const item = (change: Partial<QueueItem> = {}): QueueItem => ({
  ...{
    id: 'a',
    version: 1,
    caseCode: 'C-017',
    side: 'a',
    level: 'urgent',
    family: 'self',
    status: 'open',
    holder: null,
  },
  ...{ unconfirmed: false, violence: false, raisedAt: 100, acknowledgement: null, escalatesAt: null, openTasks: 0 },
  ...{ unsigned: [], newest: { at: 100, category: 'suicide', reason: 'message' }, own: true },
  ...change,
});

describe('the queue', () => {
  test('has the most severe first, then the one that waits longest', () => {
    const items = [
      item({ id: 'late' }),
      item({ id: 'early', raisedAt: 50 }),
      item({ id: 'worst', level: 'emergency', raisedAt: 200 }),
    ];
    expect(inOrder(items).map(({ id }) => id)).toEqual(['worst', 'early', 'late']);
  });
  test('shows each alert in the lists where it belongs', () => {
    const lists = (it: QueueItem) =>
      (['mine', 'unclaimed', 'all', 'unsigned', 'closed'] as const).filter((view) => belongs(view, it, 'Dana'));
    expect(lists(item())).toEqual(['unclaimed', 'all']);
    expect(lists(item({ status: 'claimed', holder: 'Dana' }))).toEqual(['mine', 'all']);
    expect(lists(item({ status: 'claimed', holder: 'Lee' }))).toEqual(['all']);
    expect(lists(item({ status: 'claimed', holder: 'Lee', unconfirmed: true }))).toEqual(['unclaimed', 'all']);
    const unsigned = [{ occurrence: 1, at: 1, by: 'Dana' }];
    expect(lists(item({ status: 'closed', unsigned }))).toEqual(['unsigned', 'closed']);
    expect(lists(item({ status: 'closed', holder: 'Dana', openTasks: 1 }))).toEqual(['mine', 'closed']);
  });
  test('never goes back to an older version', () => {
    expect([isNewer(undefined, item()), isNewer(item({ version: 2 }), item()), isNewer(item(), item())]).toEqual([
      true,
      false,
      true,
    ]);
  });
  test('tells what is news, and nothing else', () => {
    const news = (before: QueueItem | undefined, after: QueueItem, since = 90) => newsOf(before, after, 'Dana', since);
    expect(news(undefined, item())).toBe('new');
    expect(news(undefined, item(), 101)).toBeNull();
    expect(news(item(), item())).toBeNull();
    expect(news(item(), item({ level: 'emergency' }))).toBe('raised');
    expect(news(item(), item({ status: 'claimed', holder: 'Dana', unconfirmed: true }))).toBe('given');
    expect(news(item(), item({ status: 'claimed', holder: 'Dana' }))).toBeNull();
    expect(news(item({ status: 'claimed', holder: 'Lee' }), item())).toBe('freed');
    expect(news(item(), item({ openTasks: 1 }))).toBe('task');
    const wrote = { newest: { at: 120, category: 'suicide', reason: 'message' } } as const;
    expect(news(item(), item(wrote))).toBe('wrote');
    expect(news(item({ holder: 'Lee' }), item({ holder: 'Lee', ...wrote }))).toBeNull();
    expect(news(item(), item({ status: 'closed', level: 'emergency' }))).toBeNull();
  });
});

describe('a local time of the clinic', () => {
  const zone = 'America/Chicago';
  const utc = (at: number) => new Date(at).toISOString();
  test('is an instant, on both sides of both changes of the clock', () => {
    expect(utc(instantIn(zone, '2026-12-24T18:00'))).toBe('2026-12-25T00:00:00.000Z');
    expect(utc(instantIn(zone, '2026-03-08T01:59'))).toBe('2026-03-08T07:59:00.000Z');
    expect(utc(instantIn(zone, '2026-03-08T03:00'))).toBe('2026-03-08T08:00:00.000Z');
    // That hour is not there: it is taken as after the leap.
    expect(utc(instantIn(zone, '2026-03-08T02:30'))).toBe('2026-03-08T08:30:00.000Z');
    expect(utc(instantIn(zone, '2026-11-01T00:30'))).toBe('2026-11-01T05:30:00.000Z');
    expect(utc(instantIn(zone, '2026-11-01T02:30'))).toBe('2026-11-01T08:30:00.000Z');
    expect(instantIn(zone, 'soon')).toBeNaN();
    expect(localIn(zone, instantIn(zone, '2026-07-04T09:15'))).toBe('2026-07-04T09:15');
  });
  test('has a midnight for each day, of 23 and 25 hours too', () => {
    const from = instantIn(zone, '2026-10-31T12:00');
    expect(midnights(zone, from, from + 3 * 86_400_000).map((at) => localIn(zone, at))).toEqual([
      '2026-10-31T00:00',
      '2026-11-01T00:00',
      '2026-11-02T00:00',
      '2026-11-03T00:00',
    ]);
  });
});
