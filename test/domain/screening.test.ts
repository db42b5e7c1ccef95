import { describe, expect, test } from '@jest/globals';
import { leadingMatch, type Match, type Screening } from '../../src/domain/screening.ts';

const match = (category: Match['category'], level: Match['level']): Match => ({
  rule: `${category}.example`,
  category,
  level,
  about: 'self',
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
  test('among equals is violence, then substance, then self, then others', () => {
    const equals = heard(match('child', 'urgent'), match('suicide', 'urgent'), match('lapse', 'urgent'));
    expect(leadingMatch(equals)?.category).toBe('lapse');
    expect(leadingMatch(heard(...equals.matches, match('violence', 'urgent')))?.category).toBe('violence');
  });
  test('is none where nothing was heard', () => {
    expect(leadingMatch(heard())).toBeUndefined();
  });
});
