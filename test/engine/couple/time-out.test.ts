import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Content } from '../../../src/content/content.ts';
import type { Couple } from '../../../src/domain/couple.ts';
import type { Side } from '../../../src/domain/partner.ts';
import { span } from '../../../src/engine/conversation/answers/span.ts';
import { returnAt } from '../../../src/engine/couple/return-time.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { TurnResult } from '../../../src/engine/events.ts';
import { aCouple, message, noon, theEngine } from '../../support/engine.ts';

let engine: Engine;
let content: Content;
beforeAll(async () => {
  ({ engine, content } = await theEngine());
});

const zone = 'America/Chicago';
const minute = 60_000;
const local = (time: string, day = 7): number =>
  Date.UTC(2026, 6, day, Number(time.slice(0, 2)) + 5, Number(time.slice(3)));

describe('when a break is over', () => {
  test.each([
    ['15:00', 30, local('15:30')],
    ['15:00', 1, local('15:20')],
    ['15:00', 2_000, local('15:00', 8)],
    ['20:29', 30, local('20:59')],
    ['20:30', 30, local('10:00', 8)],
    ['21:05', 30, local('10:00', 8)],
    ['03:00', 30, local('10:00')],
    // A whole day from late in the evening would be longer than a day: it is the morning before.
    ['22:00', 1_440, local('10:00', 8)],
  ])('from %s, %d minutes', (time, minutes, expected) => {
    expect(returnAt(local(time), minutes * minute, zone)).toBe(expected);
  });

  test('in the morning, and never in less than 20 minutes', () => {
    expect(returnAt(local('15:00'), 'morning', zone)).toBe(local('10:00', 8));
    expect(returnAt(local('09:39'), 'morning', zone)).toBe(local('10:00'));
    expect(returnAt(local('09:50'), 'morning', zone)).toBe(local('10:00', 8));
  });
});

describe('how long, in words', () => {
  test.each([
    ['1', 'half-hour'],
    ['half an hour', 'half-hour'],
    ['about half an hour please', '30'],
    ['45 minutes', '45'],
    ['45', '45'],
    ['an hour and a half', '90'],
    ['1.5 hours', '90'],
    ['2h', '120'],
    ['una hora y media', '90'],
    ['media hora', 'half-hour'],
    ['veinte', null],
    ['until tomorrow morning', null],
    ['tomorrow morning', 'morning'],
    ['0 minutes', null],
    ['never', null],
  ])('%s', (text, expected) => {
    const question = content.words.questions.get('time-out.how-long');
    if (!question) throw new Error('no question');
    const said = text.toLowerCase();
    const reply = { text, said, question, asked: {}, language: 'en', words: content.words, today: () => '' } as const;
    expect(span.read(reply)).toBe(expected);
  });
});

const saidTo = (side: Side, { effects }: TurnResult): readonly string[] =>
  effects.flatMap((each) => (each.type === 'send' && each.to === side && 'key' in each.say ? [each.say.key] : []));
const step = (couple: Couple, at: number): TurnResult =>
  engine.runTurn(couple, { type: 'together', id: `t-${at}`, at, side: 'a', what: 'time-out' });

describe('HEAT', () => {
  test('on a locked phone: the break begins, the PIN is asked for, and both are told', () => {
    const pin = { digits: '1234', seenAt: 0, asked: false, wrong: 0, lockedUntil: 0 };
    const heat = engine.runTurn(aCouple({ a: { pin } }), message('HEAT'));
    expect(saidTo('a', heat)).toEqual(['coach.pin']);
    const told = step(heat.couple, noon + 45_000);
    expect([saidTo('a', told), saidTo('b', told)]).toEqual([['break.notice'], ['break.notice']]);
  });

  test('is nobody’s whom we do not know, and nobody’s who has not agreed to take part', () => {
    const awaited = aCouple({ a: { consent: { status: 'awaited', version: 1, at: 0, until: 0 } } });
    expect(engine.runTurn(awaited, message('HEAT')).couple.shared.together).toBeUndefined();
  });

  test('comes back hours too late after down-time: it is over, with the same text for both', () => {
    const { couple } = step(engine.runTurn(aCouple(), message('HEAT')).couple, noon + 45_000);
    const late = step(couple, noon + 5 * 60 * minute);
    expect([saidTo('a', late), saidTo('b', late)]).toEqual([['return.ended'], ['return.ended']]);
    expect(late.couple.shared.together?.timeOut).toBeUndefined();
  });

  test('in the counselor’s own chat changes nothing there; the other is told, where they wrote it', () => {
    const alert = { version: 1, status: 'taken-over', level: 'urgent', holder: 'Dana', pagedAt: noon } as const;
    const heat = engine.runTurn(aCouple({ a: { alerts: { self: alert } } }), message('HEAT', { side: 'b' }));
    const told = step(heat.couple, noon + 45_000);
    expect([saidTo('a', told), saidTo('b', told)]).toEqual([[], ['break.notice']]);
  });
});
