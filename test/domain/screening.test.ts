import { describe, expect, test } from '@jest/globals';
import { leadingMatch, type Match, type Screening, subjectsOf } from '../../src/domain/screening.ts';

const match = (category: Match['category'], level: Match['level']): Match => ({
  rule: `${category}.example`,
  category,
  level,
  // A child is somebody else: about the writer it would be their own age.
  about: category === 'child' ? 'other' : 'self',
  language: 'en',
  span: [0, 1],
});
const heard = (...matches: Match[]): Screening => ({
  level: 'urgent',
  categories: matches.map((each) => each.category),
  matches,
});

describe('the match that decides', () => {
  test('is the most severe', () => {
    expect(leadingMatch(heard(match('violence', 'urgent'), match('suicide', 'emergency')))?.category).toBe('suicide');
  });
  test('among emergencies is a body that may be dying, then violence, a child, others, oneself', () => {
    const order = ['overdose', 'violence', 'child', 'harm-to-others', 'suicide', 'lapse'] as const;
    const equals = [...order].reverse().map((category) => match(category, 'emergency'));
    for (const [at, category] of order.entries())
      expect(leadingMatch(heard(...equals.slice(0, order.length - at)))?.category).toBe(category);
    expect(leadingMatch(heard(...equals, match('withdrawal', 'emergency')))?.category).toBe('overdose');
  });
  test('below an emergency is violence, whatever the body says', () => {
    const equals = heard(match('withdrawal', 'urgent'), match('suicide', 'urgent'), match('violence', 'urgent'));
    expect(leadingMatch(equals)?.category).toBe('violence');
  });
  test('is never an age where anything else is as severe', () => {
    const age = { ...match('child', 'urgent'), about: 'self' as const };
    expect(leadingMatch(heard(age, match('lapse', 'urgent')))?.category).toBe('lapse');
  });
  test('is none where nothing was heard', () => {
    expect(leadingMatch(heard())).toBeUndefined();
  });
});

describe('everything heard', () => {
  test('is named once each, by its highest level, in the order of the answer', () => {
    const matches = [
      match('suicide', 'emergency'),
      match('child', 'urgent'),
      { ...match('overdose', 'emergency'), about: 'other' as const },
      match('suicide', 'same-day'),
      match('overdose', 'urgent'),
    ];
    expect(subjectsOf(heard(...matches))).toEqual([
      { category: 'overdose', about: 'other', level: 'emergency' },
      { category: 'suicide', about: 'self', level: 'emergency' },
      { category: 'child', about: 'other', level: 'urgent' },
      { category: 'overdose', about: 'self', level: 'urgent' },
    ]);
  });
  test('is nothing where nothing was heard', () => expect(subjectsOf(heard())).toEqual([]));
});
