import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Rule } from '../../src/domain/rule.ts';
import { categories } from '../../src/domain/screening.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';

let rules: readonly Rule[];
beforeAll(async () => {
  rules = (await theContent()).rules;
});

const hearing = (wanted: boolean) =>
  rules.flatMap((rule) => {
    const screen = createScreener([rule]);
    return (wanted ? rule.matches : rule.ignores)
      .filter((example) => screen(example).matches.length > 0 !== wanted)
      .map((example) => `${rule.id}: ${example}`);
  });

describe('the screening rules', () => {
  test('hear their own examples', () => expect(hearing(true)).toEqual([]));
  test('ignore what they say they ignore', () => expect(hearing(false)).toEqual([]));

  test.each(['en', 'es'] as const)('cover every category in %s', (language) => {
    const covered = new Set(rules.filter((rule) => rule.language === language).map(({ category }) => category));
    expect([...categories].filter((category) => !covered.has(category))).toEqual([]);
  });
});
