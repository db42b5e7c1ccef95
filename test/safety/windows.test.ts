import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareLevels } from '../../src/domain/screening.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';
import { blocks, filled, ofBlock, pieces } from '../support/hostile.ts';

const screen = createScreener((await theContent()).rules);
const crises = ['I want to die', 'he choked me', 'me quiero morir', "she won't wake up"];
const length = 60_000;

/** Milliseconds that no step takes; 50 on a quiet machine. */
const most = 150;

/** The longest step in milliseconds, and how many there were. A busy machine may break in: the best of three tries. */
function stepsOf(text: string): { longest: number; count: number } {
  const tries = [walk(text)];
  while (tries.length < 3 && (tries.at(-1)?.longest ?? 0) >= most) tries.push(walk(text));
  return tries.reduce((best, each) => (each.longest < best.longest ? each : best));
}

function walk(text: string): { longest: number; count: number } {
  const steps = screen.steps(text);
  let longest = 0;
  for (let count = 1; ; count += 1) {
    const started = performance.now();
    const { done } = steps.next();
    longest = Math.max(longest, performance.now() - started);
    if (done) return { longest, count };
  }
}

describe('a very long text', () => {
  test.each(crises)('is heard to its end: "%s"', (crisis) => {
    for (const before of ['a', 'word ', ' ', '\uFDFA', '\u0301', '- ', '\ud800 ']) {
      expect(screen(`${filled(before, 80_000)}. ${crisis}`).level).not.toBe('none');
    }
  });

  test('is heard wherever a window ends', () => {
    for (let before = 900; before < 2_100; before += 7) {
      expect(screen(`${'w '.repeat(before / 2)}. I want to die. ${'w '.repeat(1_000)}`).level).toBe('urgent');
    }
  });

  test.each([
    ['k', '\u0301', 'ill myself'],
    ['I want to ki', '\u200b', 'll myself'],
    ['I want to', ' ', 'die'],
    ['I want to ', '\u2003', ' die'],
    ['I want to d', 'i', 'e'],
    ['I want to ', '-', ' die'],
  ])('is heard across what is no word: "%s", "%s", "%s"', (head, between, tail) => {
    const short = screen(`${head}${between}${tail}`).level;
    expect(short).not.toBe('none');
    expect(screen(`${head}${between.repeat(50_000)}${tail}`).level).toBe(short);
  });

  test('points at the words as they stand in the whole of it', () => {
    const text = `${'word '.repeat(30_000)}. I want to die`;
    const [match] = screen(text).matches;
    expect(text.slice(...(match?.span ?? [0, 0])).toLowerCase()).toContain('want to die');
  });

  test.each(Object.keys(blocks))('of %s is screened in short steps', (name) => {
    const { longest, count } = stepsOf(ofBlock(blocks[name] ?? [0, 0], length));
    expect(count).toBeGreaterThan(50);
    expect(longest).toBeLessThan(most);
  });

  test.each(pieces)('of %j is screened in short steps', (piece) => {
    const { longest, count } = stepsOf(filled(piece, length));
    expect(count).toBeGreaterThan(50);
    expect(longest).toBeLessThan(most);
  });
});

describe('hostile filler', () => {
  const block = fc
    .constantFrom(...Object.values(blocks))
    .chain(([first, last]) =>
      fc
        .array(fc.integer({ min: first, max: last }), { minLength: 1, maxLength: 4 })
        .map((codes) => String.fromCodePoint(...codes)),
    );
  const filler = fc
    .tuple(fc.oneof(block, fc.constantFrom(...pieces)), fc.integer({ min: 1, max: 5_000 }))
    .map(([piece, most]) => filled(piece, Math.max(piece.length, most)));

  test('before and after a crisis does not silence it', () => {
    fc.assert(
      fc.property(filler, fc.constantFrom(...crises), filler, (before, crisis, after) => {
        const { level } = screen(`${before}\n${crisis}\n${after}`);
        expect(compareLevels(level, 'check')).toBeGreaterThanOrEqual(0);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
