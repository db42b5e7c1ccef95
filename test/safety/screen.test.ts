import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CoachError } from '../../src/domain/errors.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { compareLevels } from '../../src/domain/screening.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';

const aRule = (changes: Partial<Rule> = {}): Rule => ({
  id: 'suicide.test',
  category: 'suicide',
  level: 'emergency',
  about: 'self',
  pattern: 'end my life',
  firm: false,
  language: 'en',
  matches: ['a', 'b', 'c'],
  ignores: ['a', 'b', 'c'],
  ...changes,
});

const only = (text: string, changes: Partial<Rule> = {}) =>
  createScreener({ rules: [aRule(changes)], signs: [] })(text).matches[0];
const screenAll = createScreener((await theContent()).rules);

describe('a rule that does not compile', () => {
  test('is refused by name', () => {
    const broken = () => createScreener({ rules: [aRule({ pattern: '(' })], signs: [] });
    expect(broken).toThrow(CoachError);
    expect(broken).toThrow(/suicide\.test \(en\)/);
  });
});

describe('a match', () => {
  test.each([
    ['I will end my life', 'end my life'],
    ['I will  END   my lífe!', 'END   my lífe'],
    ['I will e.n.d m.y l.i.f.e', 'e.n.d m.y l.i.f.e'],
    ['😀😀 énd my l1fe now', 'énd my l1fe'],
  ])('of "%s" points at what was written', (text, written) => {
    expect(text.slice(...(only(text)?.span ?? [0, 0]))).toBe(written);
  });
});

describe('a level', () => {
  test.each([
    ['I will end my life', 'emergency', undefined],
    ["I'm not going to end my life", 'urgent', 'negated'],
    ["I'm not going to call 988, I will end my life", 'emergency', undefined],
    ['I wanted to end my life years ago', 'urgent', 'past'],
    ['my wife wants to do it', undefined, undefined],
  ] as const)('of "%s" is %s', (text, level, downgraded) => {
    const match = only(text);
    expect([match?.level, match?.downgraded]).toEqual([level, downgraded]);
  });

  test('is one lower for a third person, unless the rule is about others', () => {
    const words = { pattern: 'want(?:s)? to die' };
    expect(only('my brother wants to die', words)?.level).toBe('urgent' satisfies string);
    expect(only('she wants to die', words)?.downgraded).toBe('third-person');
    expect(only('she knows I want to die', words)?.downgraded).toBeUndefined();
    expect(only('she wants to die', { ...words, about: 'other' })?.level).toBe('emergency');
    expect(only('she wants to die', { ...words, category: 'overdose' })?.level).toBe('emergency');
  });

  test.each(['emergency', 'urgent', 'same-day', 'check'] as const)('%s never falls to none', (level) => {
    expect(only('I do not want to end my life', { level })?.level).not.toBe('none');
  });

  test('stays where the rule is firm, and for lapses', () => {
    expect(only('I did not end my life', { firm: true })?.level).toBe('emergency');
    expect(only('I did not end my life', { category: 'lapse' })?.level).toBe('emergency');
  });
});

describe('any text at all', () => {
  const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem(), fc.string({ unit: 'binary' }));

  test('is screened, and the level is that of the highest match', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { level, matches, categories } = screenAll(text);
        const highest = [...matches].sort((a, b) => compareLevels(b.level, a.level))[0]?.level ?? 'none';
        expect(level).toBe(highest);
        expect(new Set(categories)).toEqual(new Set(matches.map(({ category }) => category)));
        for (const { span } of matches) expect(span[0] >= 0 && span[0] < span[1] && span[1] <= text.length).toBe(true);
      }),
    );
  });

  const crises = fc.constantFrom(
    'I want to die',
    'he choked me',
    'me quiero morir',
    "she won't wake up",
    'I used heroin last night',
  );
  const neutral = fc.constantFrom(
    'The weather is fine',
    'Dinner was good',
    'Thanks for the reminder',
    'Hoy cociné arroz',
    'See the list',
  );

  test('beside a crisis does not silence it', () => {
    fc.assert(
      fc.property(neutral, crises, neutral, (before, crisis, after) => {
        const text = `${before}. ${crisis}. ${after}`;
        expect(compareLevels(screenAll(text).level, 'check')).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('is heard alike in any case and with any accents', () => {
    const marks = fc.array(fc.constantFrom('', '\u0301', '\u0308'), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(crises, marks, fc.boolean(), (crisis, accents, upper) => {
        const letters = Array.from(upper ? crisis.toUpperCase() : crisis);
        const written = letters
          .map((letter, at) => (/[a-z]/i.test(letter) ? letter + (accents[at] ?? '') : letter))
          .join('');
        expect(screenAll(written).level).toBe(screenAll(crisis).level);
      }),
    );
  });
});

describe('hostile text of 50,000 characters', () => {
  /** ms of this process's own work: a busy machine makes it no longer. */
  const took = (text: string): number => {
    const before = process.cpuUsage();
    screenAll(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };

  test.each([
    'i ',
    'a',
    '*',
    'k*ll ',
    'k.i.l.l ',
    'took all the ',
    'he wont let ',
    'stopped drinking ',
    'i had a few of the ',
    '. ',
    'not ',
    'the baby is ',
    'ñ',
    '1 ',
    'i want to not not really just ',
    'my my my husband ',
    '💊',
  ])('made of "%s" takes linear time', (piece) => {
    expect(took(piece.repeat(Math.ceil(50_000 / piece.length)))).toBeLessThan(1_500);
  });
});
