import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Content } from '../../src/content/content.ts';
import type { Couple } from '../../src/domain/couple.ts';
import { categories, levels } from '../../src/domain/screening.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { TurnResult } from '../../src/engine/events.ts';
import type { Dialogs } from '../../src/engine/machine/dialog.ts';
import { dueBy } from '../../src/engine/time/timers.ts';
import { aCouple, heard, message, noon, theEngine } from '../support/engine.ts';

let engine: Engine;
let content: Content;
let dialogs: Dialogs;
beforeAll(async () => {
  ({ engine, content, dialogs } = await theEngine());
});

/** Texts that mean something somewhere, and texts that mean nothing anywhere. */
const someText = () => {
  const known = [...content.words.phrases.en.keys(), ...content.words.phrases.es.keys()];
  return fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.integer({ min: -3, max: 13 }).map(String),
    fc.constantFrom(...known),
    fc.constantFrom(
      'yes',
      'no',
      'hungry and tired',
      '7/10',
      'Hard',
      'seven',
      'no sé',
      '👍',
      ' ',
      '1 3',
      '__proto__',
      'constructor',
    ),
  );
};
const someScreening = () =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...categories), fc.constantFrom(...levels.slice(1))) },
  );

const someStep = () =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('write' as const),
        text: someText(),
        screening: someScreening(),
        unreadable: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
    },
  );

const answersOf = (result: TurnResult) => result.effects.filter((effect) => effect.type === 'send');
const silenceOf = (result: TurnResult) => result.records.find((record) => record.kind === 'turn')?.data['silence'];

describe('any text in any state', () => {
  test('gets an answer or a recorded reason for silence, pages what must be paged, survives JSON, and never throws', () => {
    let count = 0;
    fc.assert(
      fc.property(fc.array(someStep(), { minLength: 1, maxLength: 14 }), fc.boolean(), (steps, sms) => {
        let couple: Couple = aCouple();
        let at = noon;
        for (const step of steps) {
          if (step.do === 'wait') {
            at += step.minutes * 60_000;
            for (const due of dueBy(couple, at)) {
              if (due.type === 'timer')
                couple = engine.runTurn(couple, {
                  type: 'timer',
                  id: `t${count++}`,
                  at,
                  side: due.side,
                  frame: due.frame,
                  timer: due.timer,
                }).couple;
            }
            continue;
          }
          const screening = step.screening ? heard(...step.screening) : undefined;
          const event = message(step.text, {
            at,
            from: { channel: sms ? 'sms' : 'direct-line', id: 'alex' },
            unreadable: step.unreadable && step.text.trim() === '',
            ...(screening ? { screening } : {}),
          });
          const result = engine.runTurn(JSON.parse(JSON.stringify(couple)) as Couple, event);
          expect(answersOf(result).length > 0 || silenceOf(result) !== undefined).toBe(true);
          if (step.screening && ['same-day', 'urgent', 'emergency'].includes(step.screening[1])) {
            expect(result.effects.some((effect) => effect.type === 'page')).toBe(true);
          }
          expect(JSON.parse(JSON.stringify(result.couple))).toEqual(result.couple);
          expect(result.couple.b).toEqual(couple.b);
          couple = result.couple;
        }
      }),
      { numRuns: 400 },
    );
  });

  test('says only texts that exist, to the partner who wrote', () => {
    fc.assert(
      fc.property(fc.array(someText(), { maxLength: 10 }), (texts) => {
        let couple = aCouple();
        for (const text of ['checkin', ...texts]) {
          const result = engine.runTurn(couple, message(text));
          for (const effect of answersOf(result)) {
            expect(effect.to).toBe('a');
            expect(content.keys.has((effect.say as { key: string }).key)).toBe(true);
          }
          couple = result.couple;
        }
      }),
      { numRuns: 150 },
    );
  });

  test('starts anew with an apology where a frame is of another version, and drops a dialog that is gone', () => {
    const opened = engine.runTurn(aCouple(), message('checkin')).couple;
    for (const change of [
      { version: 99 },
      { dialog: 'gone' },
      { snapshot: { value: 'mood', context: { mood: 7 }, status: 'active' } },
    ]) {
      const stack = opened.a.stack.map((frame) => ({ ...frame, ...change }));
      const result = engine.runTurn({ ...opened, a: { ...opened.a, stack } } as Couple, message('2'));
      expect(answersOf(result).map((effect) => (effect.say as { key: string }).key)[0]).toBe('coach.restarted');
      expect(result.couple.a.stack.map((frame) => frame.dialog)).toEqual(change.dialog ? [] : ['check-in']);
    }
    expect(dialogs.size).toBeGreaterThan(5);
  });
});
