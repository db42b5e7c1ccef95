import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Rule, Sign } from '../../src/domain/rule.ts';
import { categories } from '../../src/domain/screening.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { createSignReader } from '../../src/safety/signs.ts';
import { theContent } from '../support/content.ts';

let rules: readonly Rule[];
let signs: readonly Sign[];
beforeAll(async () => {
  ({ rules, signs } = (await theContent()).rules);
});

const hearing = (wanted: boolean) =>
  rules.flatMap((rule) => {
    const screen = createScreener({ rules: [rule], signs: [] });
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

const telling = (wanted: boolean) =>
  signs.flatMap((sign) => {
    const read = createSignReader([sign]);
    return (wanted ? sign.matches : sign.ignores)
      .filter((example) => read(example).length > 0 !== wanted)
      .map((example) => `${sign.id}: ${example}`);
  });

describe('the signs of meaning', () => {
  test('hear their own examples', () => expect(telling(true)).toEqual([]));
  test('ignore what they say they ignore', () => expect(telling(false)).toEqual([]));
  test('are as many in each language as in the other', () => {
    const names = (language: string): readonly string[] =>
      signs
        .filter((sign) => sign.language === language)
        .map(({ id }) => id.replace('.es-', '.'))
        .sort();
    expect(names('es')).toEqual(names('en'));
  });
});
