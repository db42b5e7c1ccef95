import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Couple } from '../../src/domain/couple.ts';
import type { Partner } from '../../src/domain/partner.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { LanguageAnswerEvent, TurnResult } from '../../src/engine/events.ts';
import { defaultLimits } from '../../src/engine/limits.ts';
import { aCouple, heard, message, noon, theEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  const { dialogs, content } = await theEngine();
  engine = createEngine({ dialogs, words: content.words, limits: { ...defaultLimits, jitter: 0, outside: true } });
});

const consent = { status: 'given', version: 1, at: 0, until: Number.MAX_SAFE_INTEGER } as const;
const agreed = (fields: Partial<Partner> = {}): Couple => aCouple({ a: { outside: { consent }, ...fields } });
const asks = ({ effects }: TurnResult) => effects.filter(({ type }) => type === 'ask');
const keys = ({ effects }: TurnResult) =>
  effects.flatMap((each) => (each.type === 'send' && 'key' in each.say ? [each.say.key] : []));
const pages = ({ effects }: TurnResult) => effects.filter(({ type }) => type === 'page');
const telling = 'it all feels so heavy today';
const watch = { category: 'suicide', about: 'self' } as const;
const opinion = (fields: Partial<LanguageAnswerEvent> = {}): LanguageAnswerEvent => ({
  ...{ type: 'language-answer', id: 'turn-x', at: noon + 1_000, side: 'a' },
  ...{ written: { at: noon, watch }, negative: 0.95, language: null, calls: [] },
  ...fields,
});
const mirror = { version: 1, status: 'open', level: 'urgent', holder: null, pagedAt: noon } as const;

describe('a message', () => {
  test('asks once its writer has agreed, and of the same message nothing else changes', () => {
    const [without, asked] = [aCouple(), agreed()].map((couple) =>
      engine.runTurn(couple, message(telling, { id: 't' })),
    );
    expect(asked && asks(asked)).toMatchObject([
      { to: 'a', lane: 'language', text: telling, written: { at: noon, watch: null } },
    ]);
    expect(without && asks(without)).toEqual([]);
    expect(asked && keys(asked)).toEqual(without && keys(without));
  });
  test('asks nothing where no service is configured', async () => {
    expect(asks((await theEngine()).engine.runTurn(agreed(), message(telling)))).toEqual([]);
  });
  test.each(['check', 'same-day', 'urgent', 'emergency'] as const)('that was heard at %s asks nothing', (level) => {
    expect(asks(engine.runTurn(agreed(), message(telling, { screening: heard('suicide', level) })))).toEqual([]);
  });
  test('that a rule heard at watch brings that along, and is one to watch already', () => {
    const turn = engine.runTurn(agreed(), message(telling, { screening: heard('suicide', 'watch') }));
    expect(asks(turn)).toMatchObject([{ written: { watch } }]);
    expect(turn.couple.a.outside?.watches).toEqual([{ at: noon, by: 'rule' }]);
  });
  test.each([
    ['an older text of consent', { outside: { consent: { ...consent, version: 0 } } }],
    ['a consent that ran out', { outside: { consent: { ...consent, until: noon } } }],
    ['a no', { outside: { consent: { ...consent, status: 'declined' } } }],
    ['no consent to take part', { consent: { status: 'declined', version: 1, at: 0, until: 0 } }],
    ['STOP', { optedOut: true }],
    ['a PIN that is asked for', { pin: { digits: '4711', seenAt: 0, asked: true, wrong: 0, lockedUntil: 0 } }],
  ] as const)('asks nothing under %s', (_, fields) => {
    expect(asks(engine.runTurn(agreed(fields as Partial<Partner>), message(telling)))).toEqual([]);
  });
});

describe('a second opinion', () => {
  test('from 0.9 on makes a message one to watch, and pages nobody', () => {
    const at = (negative: number) =>
      engine.runTurn(agreed(), opinion({ negative, written: { at: noon, watch: null } }));
    expect(at(0.89).couple.a.outside?.watches).toBeUndefined();
    expect(at(0.9).couple.a.outside?.watches).toEqual([{ at: noon, by: 'sentiment' }]);
    expect([...keys(at(0.9)), ...pages(at(0.9))]).toEqual([]);
  });
  test('with a rule’s watch asks gently where nothing else is open and the words are new', () => {
    expect(keys(engine.runTurn(agreed(), opinion()))).toEqual(['gentle-check.ask']);
  });
  test.each([
    ['the words are ten minutes old', {}, { at: noon + 600_000 }],
    ['an alert is open', { alerts: { violence: mirror } }, {}],
    ['a counselor is in the chat', { alerts: { self: { ...mirror, status: 'taken-over' } } }, {}],
    ['STOP was sent', { optedOut: true }, {}],
    ['it is about violence', {}, { written: { at: noon, watch: { ...watch, category: 'violence' } } }],
  ] as const)('only watches where %s', (_, fields, event) => {
    const turn = engine.runTurn(agreed(fields as Partial<Partner>), opinion(event as Partial<LanguageAnswerEvent>));
    expect([...keys(turn), ...pages(turn)]).toEqual([]);
    expect(turn.couple.a.outside?.watches).toEqual([{ at: noon, by: 'both' }]);
  });
  test('only watches while a question is open', () => {
    const { couple } = engine.runTurn(agreed(), message('menu'));
    expect(keys(engine.runTurn(couple, opinion()))).toEqual([]);
  });
  test('changes nothing of an open alert, a crisis question or its timers', () => {
    const { couple } = engine.runTurn(agreed(), message('x', { screening: heard('suicide', 'urgent') }));
    const after = engine.runTurn(couple, opinion({ negative: 0, language: 'es' })).couple;
    expect({ ...after.a, outside: null }).toEqual({ ...couple.a, outside: null });
  });
  test('left open, and then STOP, pages nobody', () => {
    const { couple } = engine.runTurn(agreed(), opinion());
    expect(pages(engine.runTurn(couple, message('STOP')))).toEqual([]);
  });
  test('answered with no, is answered like any crisis', () => {
    const { couple } = engine.runTurn(agreed(), opinion());
    const turn = engine.runTurn(couple, message('no'));
    expect(pages(turn)).toMatchObject([{ level: 'urgent', category: 'suicide', reason: 'answer' }]);
    expect(keys(turn)[0]).toMatch(/^crisis-self\./);
  });
  test('of a language counts from the next message on, and never in an open case', () => {
    const { couple } = engine.runTurn(agreed(), opinion({ negative: 0, language: 'es' }));
    expect(couple.a.language).toBe('en');
    expect(engine.runTurn(couple, message('hola otra vez')).couple.a.language).toBe('es');
    expect(engine.runTurn(couple, message('x', { screening: heard('suicide', 'urgent') })).couple.a.language).toBe(
      'en',
    );
    const back = engine.runTurn(couple, opinion({ negative: 0, language: 'en' })).couple;
    expect(engine.runTurn(back, message('hello again')).couple.a.language).toBe('en');
  });
  test('keeps the newest points alone', () => {
    let couple = agreed();
    for (let n = 0; n < 100; n += 1)
      ({ couple } = engine.runTurn(couple, opinion({ written: { at: noon + n, watch: null } })));
    expect([couple.a.outside?.trend?.length, couple.a.outside?.watches?.length]).toEqual([60, 20]);
  });
  test('of one partner leaves the other’s part as it was', () => {
    const couple = agreed();
    expect(engine.runTurn(couple, opinion()).couple.b).toBe(couple.b);
  });
});

describe('UNSHARE', () => {
  test('holds while a crisis question is open, which is asked again', () => {
    const { couple } = engine.runTurn(agreed(), message('x', { screening: heard('suicide', 'urgent') }));
    const turn = engine.runTurn(couple, message('unshare'));
    expect(turn.couple.a.outside?.consent?.status).toBe('withdrawn');
    expect(keys(turn)[0]).toBe('outside-reader.kept-here');
    expect(turn.couple.a.stack).toHaveLength(couple.a.stack.length);
    expect(pages(turn)).toEqual([]);
  });
  test('holds behind a PIN and in a counselor’s chat', () => {
    for (const fields of [
      { pin: { digits: '4711', seenAt: 0, asked: true, wrong: 0, lockedUntil: 0 } },
      { alerts: { self: { ...mirror, status: 'taken-over' as const } } },
    ])
      expect(engine.runTurn(agreed(fields), message('UNSHARE')).couple.a.outside?.consent?.status).toBe('withdrawn');
  });
  test('is audited, as yes and no are', () => {
    const events = engine.runTurn(agreed(), message('UNSHARE')).records.map(({ data }) => data['event']);
    expect(events).toContain('outside-withdrawn');
  });
});
