import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blankPartner } from '../../src/app/strangers.ts';
import type { Couple } from '../../src/domain/couple.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { TurnEvent, TurnResult } from '../../src/engine/events.ts';
import { planNudge } from '../../src/engine/time/plan-nudges.ts';
import { dueBy } from '../../src/engine/time/timers.ts';
import { aCouple, message, noon, theEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await theEngine());
});

const zone = 'America/Chicago';
const quietHours = { from: '21:00', to: '09:00' };
const nudges = [
  planNudge({ id: 'check-in', dialog: 'check-in', localTime: '20:00' }, 'who', { zone, quietHours }, noon, 0),
];
const saidBy = (result: TurnResult): string[] =>
  result.effects.flatMap((effect) => (effect.type === 'send' && 'key' in effect.say ? [effect.say.key] : []));

const joined = (): Couple => {
  const { consent, textsAgreed } = blankPartner;
  return aCouple({ a: { consent, textsAgreed, nudges, zone } });
};

const words = [
  'menu',
  'checkin',
  'breathe',
  'pause',
  'resume',
  'back',
  'skip',
  'START',
  'help',
  'language',
  'hello',
  'no',
  '2',
];
const steps = fc.array(
  fc.oneof(
    fc.constantFrom(...words).map((text) => ({ text })),
    fc.integer({ min: 1, max: 40 }).map((hours) => ({ hours })),
  ),
  { maxLength: 30 },
);

describe('before consent', () => {
  test('whatever is written and however much time goes by: nothing private is asked, and no reminder comes', () => {
    fc.assert(
      fc.property(steps, (script) => {
        let couple = joined();
        let at = noon;
        let count = 0;
        const run = (event: TurnEvent): void => {
          const result = engine.runTurn(couple, event);
          couple = result.couple;
          for (const key of saidBy(result)) expect(key).toMatch(/^(consent|coach|crisis-others)\./);
        };
        for (const step of script) {
          if ('text' in step) run(message(step.text, { at }));
          else {
            at += step.hours * 3_600_000;
            for (const due of dueBy(couple, at)) {
              expect(due.type).toBe('timer');
              if (due.type === 'timer')
                run({ type: 'timer', id: `t${count++}`, at, side: due.side, frame: due.frame, timer: due.timer });
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a consent that has run out is asked for again before anything else', () => {
    const until = noon + 1_000;
    const couple = aCouple({ a: { consent: { status: 'given', version: 1, at: 0, until }, nudges } });
    expect(saidBy(engine.runTurn(couple, message('checkin', { at: until - 1 })))).toContain('check-in.mood');
    const paused = engine.runTurn(
      engine.runTurn(couple, message('checkin', { at: until - 1 })).couple,
      message('pause', { at: until - 1 }),
    );
    const open = engine.runTurn(couple, message('checkin', { at: until - 1 }));
    for (const { couple: before } of [paused, open]) {
      const asked = engine.runTurn(before, message('1', { at: until }));
      expect(saidBy(asked)).toEqual(['consent.hello', 'consent.adult']);
      expect(saidBy(engine.runTurn(asked.couple, message('resume', { at: until })))).toEqual([
        ...['coach.nothing-paused', 'consent.adult'],
      ]);
    }
    const after = engine.runTurn(couple, message('checkin', { at: until }));
    expect(saidBy(after)).toEqual(['consent.hello', 'consent.adult']);
    const nudge = engine.runTurn(couple, {
      type: 'nudge',
      id: 'n',
      at: nudges[0]?.next ?? 0,
      side: 'a',
      nudge: 'check-in',
    });
    expect(saidBy(nudge)).toEqual([]);
  });
});
