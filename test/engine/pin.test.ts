import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Couple } from '../../src/domain/couple.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { MessageEvent } from '../../src/engine/events.ts';
import { defaultLimits } from '../../src/engine/limits.ts';
import { aCouple, heard, message, noon, theEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await theEngine());
});

const pin = { digits: '4711', seenAt: 0, asked: true, wrong: 0, lockedUntil: 0 };

/** What each message is answered with, by its keys, and the text that the log keeps of it. */
function written(couple: Couple, events: readonly MessageEvent[]) {
  let now = couple;
  return events.map((event) => {
    const { couple: after, effects, records } = engine.runTurn(now, event);
    now = after;
    const said = effects.flatMap((each) => (each.type === 'send' && 'key' in each.say ? [each.say.key] : []));
    return { said, kept: records.find(({ kind }) => kind === 'turn')?.data['text'] };
  });
}

const wrong = Array.from({ length: defaultLimits.pinTries }, (_, n) => message(`000${n}`));

describe('somebody who guesses a PIN', () => {
  test('has a few tries, and then the neutral menu whatever is typed, the right one too', () => {
    const after = ['4711', 'menu', 'checkin', 'resume', '0009'].map((text) => message(text));
    const answers = written(aCouple({ a: { pin } }), [...wrong, ...after]);
    expect(new Set(answers.flatMap(({ said }) => said))).toEqual(new Set(['coach.neutral']));
    expect(answers.every(({ kept }) => kept === '')).toBe(true);
  });

  test('cannot have more of them by messages between, by waiting less than the time, or by a clock set back', () => {
    const around = wrong.flatMap((event) => [event, message('hello', { at: noon })]);
    const early = message('4711', { at: noon + defaultLimits.pinWait - 1 });
    const back = message('4711', { at: noon - 3_600_000 });
    const answers = written(aCouple({ a: { pin } }), [...around, early, back]);
    expect(answers.flatMap(({ said }) => said)).not.toContain('coach.unlocked');
  });

  test('is heard at once with a crisis word, in the very same lock', () => {
    const crisis = message('I want to die', { screening: heard('suicide', 'urgent') });
    const answers = written(aCouple({ a: { pin } }), [...wrong, message('4711'), crisis]);
    expect(answers.at(-1)?.said).toContain('crisis-self.first');
  });

  test('finds a phone locked although its clock was set back', () => {
    const seen = { ...pin, asked: false, seenAt: noon };
    const [answer] = written(aCouple({ a: { pin: seen } }), [message('checkin', { at: noon - 3_600_000 })]);
    expect(answer?.said).toEqual(['coach.pin']);
  });
});
