import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Couple } from '../../src/domain/couple.ts';
import type { SendEffect } from '../../src/domain/effect.ts';
import { categories, levels } from '../../src/domain/screening.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { TurnResult } from '../../src/engine/events.ts';
import { dueBy, dueEvent, nextWake } from '../../src/engine/time/timers.ts';
import { aCouple, heard, message, noon, theEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await theEngine());
});

/** What Sam writes, whatever Alex does: a check-in, a menu, a pause, silence over an evening with its nudge. */
const samWrites = ['checkin', '1', '3', 'menu', '3', 'resume', 'blue flowers', '9', 'skip', '5', 'a walk'];
const hour = 3_600_000;

const nudges = [
  { id: 'check-in', dialog: 'check-in', localTime: '20:00', next: noon + 8 * hour, planned: noon + 8 * hour },
];

const alexDoes = fc.record({
  text: fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('checkin', 'menu', 'STOP', 'START', 'pause', 'resume', '1', '2', 'yes', 'help'),
  ),
  screening: fc.option(fc.tuple(fc.constantFrom(...categories), fc.constantFrom(...levels.slice(1))), { nil: null }),
  take: fc.boolean(),
});

/** What is said, of a question's id only the count within its turn: the event's own id is random. */
const withoutIds = (say: SendEffect['say']): object =>
  'question' in say && say.question ? { ...say, question: say.question.replace(/^.*\./, '') } : say;

/** What Sam sees, with its instants, without ids. */
function samSees(result: TurnResult, at: number): object[] {
  return result.effects.flatMap((effect) =>
    effect.to === 'b' && effect.type === 'send'
      ? [{ at, lane: effect.lane, say: withoutIds(effect.say), expiresAt: effect.expiresAt ?? null }]
      : [],
  );
}

/** Plays Sam's fixed evening; between any two of Sam's messages Alex does what `alex` says. */
function play(alex: readonly { text: string; screening: readonly [never, never] | null; take: boolean }[]): object[] {
  let couple: Couple = { ...aCouple({ a: { nudges }, b: { nudges } }) };
  const seen: object[] = [];
  let count = 0;
  const runDue = (until: number): void => {
    for (let at = nextWake(couple); at !== null && at <= until; at = nextWake(couple)) {
      const due = dueBy(couple, at)[0];
      if (!due) return;
      const result = engine.runTurn(couple, dueEvent(due, `due-${count++}`, at));
      seen.push(...samSees(result, at));
      couple = result.couple;
    }
  };
  for (const [index, text] of [...samWrites, null].entries()) {
    const at = noon + index * 60_000;
    const doing = alex[index];
    if (doing) {
      const screening = doing.screening ? { screening: heard(...doing.screening) } : {};
      const result = engine.runTurn(couple, message(doing.text, { at: at - 30_000, ...screening }));
      seen.push(...samSees(result, at));
      couple = result.couple;
      if (doing.screening) {
        const alert = { family: 'self', version: index + 1, status: 'open', level: 'urgent', holder: null } as const;
        const update = { ...alert, pagedAt: at, what: 'waiting' } as const;
        const waits = engine.runTurn(couple, { type: 'alert-update', id: `waits-${count++}`, at, side: 'a', update });
        seen.push(...samSees(waits, at));
        couple = waits.couple;
      }
      if (doing.take) {
        const told = {
          family: 'self',
          version: index + 1,
          status: 'taken-over',
          level: 'urgent',
          holder: 'Dana',
          pagedAt: at,
          what: 'taken-over',
        } as const;
        couple = engine.runTurn(couple, {
          type: 'alert-update',
          id: `update-${count++}`,
          at,
          side: 'a',
          update: told,
        }).couple;
      }
    }
    runDue(at);
    if (text === null) continue;
    const result = engine.runTurn(couple, message(text, { at, side: 'b' }));
    seen.push(...samSees(result, at));
    couple = result.couple;
  }
  runDue(noon + 30 * hour);
  return seen;
}

describe('the other partner', () => {
  test('sees the same texts, in the same order, at the same instants, whatever this one says or lives through', () => {
    const alone = play([]);
    expect(alone.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.array(alexDoes, { maxLength: 12 }), (alex) => {
        expect(play(alex as never)).toEqual(alone);
      }),
      { numRuns: 200 },
    );
  });
});
