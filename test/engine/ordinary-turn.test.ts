import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Couple } from '../../src/domain/couple.ts';
import type { Heard, Words } from '../../src/domain/words.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { defaultLimits } from '../../src/engine/limits.ts';
import { aCouple, message, theEngine } from '../support/engine.ts';

const Original = globalThis.RegExp;
let made = 0;
let tried = 0;

/** A pattern that counts how often it is tried, by whatever way. */
class Counted extends Original {
  override exec(text: string): RegExpExecArray | null {
    tried += 1;
    return super.exec(text);
  }
}

const counted = (list: readonly Heard[]): readonly Heard[] =>
  list.map(({ id, pattern }) => ({ id, pattern: new Counted(pattern) }));

let engine: Engine;
let words: Words;
beforeAll(async () => {
  const { content, dialogs } = await theEngine();
  const { topics, tells, blame } = content.words;
  words = { ...content.words, topics: counted(topics), tells: counted(tells), blame: counted(blame) };
  engine = createEngine({ dialogs, words, limits: defaultLimits });
});

afterEach(() => {
  globalThis.RegExp = Original;
});

/** Counts the patterns that are made with `new` from here on. */
function countMade(): void {
  made = 0;
  globalThis.RegExp = new Proxy(Original, {
    construct(target, given, as) {
      made += 1;
      return Reflect.construct(target, given, as) as object;
    },
  });
}

const play = (couple: Couple, texts: readonly string[]): Couple =>
  texts.reduce((now, text) => engine.runTurn(now, message(text)).couple, couple);

// A turn became four times as dear as patterns were made anew for each message, and each was tried on all of them. What is
// counted here does not hang on the machine: a number that grows is to be looked into (docs/performance.md), not raised.
test('a check-in makes no pattern anew, and tries only the few that every message has to be heard by', () => {
  const checkIn = ['checkin', '2', '3', '8', '5'];
  const couple = play(play(aCouple(), checkIn), ['a quiet day, nothing more to say']);
  countMade();
  tried = 0;
  play(couple, checkIn);
  expect({ made, perTurn: tried / checkIn.length }).toEqual({ made: 0, perTurn: perMessage() });
});

test('the note at its end is read by what would hurt another as well, and by nothing else', () => {
  const couple = play(aCouple(), ['checkin', '2', '3', '8', '5']);
  countMade();
  tried = 0;
  play(couple, ['a quiet day, nothing more to say']);
  expect({ made, tried }).toEqual({ made: 0, tried: perMessage() + words.blame.length });
});

test('words that nobody understands are tried on each pattern a few times at most', () => {
  const couple = play(aCouple(), ['good morning to all of you there']);
  countMade();
  tried = 0;
  play(couple, ['the weather is blue on the seventh hill']);
  expect(made).toBe(0);
  expect(tried).toBeLessThanOrEqual(2 * words.topics.length + words.tells.length + words.blame.length);
});

/** Whether the partner speaks, by each language's pattern: the one thing that is looked for in every message. */
const perMessage = (): number => words.tells.filter(({ id }) => id === 'partner-speaks').length;
