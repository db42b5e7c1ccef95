import { describe, expect, test } from '@jest/globals';
import { branchesOf } from '../../src/safety/needs.ts';
import { normalise } from '../../src/safety/normalise.ts';
import { createPrefilter } from '../../src/safety/prefilter.ts';
import { theContent } from '../support/content.ts';

const { rules: all } = await theContent();
const rules = [...all.rules, ...all.signs];
const branches = rules.flatMap(({ pattern }) => branchesOf(pattern));

describe('what a pattern needs', () => {
  test.each([
    ['kill myself', [['kill myself']]],
    ['want to (?:die|be dead)', [['want to '], ['die', 'be dead']]],
    ['pills?', [['pill']]],
    ['(?:very )?sad(?!ness)', [['sad']]],
    ['\\bnot(?<!x) ok+', [['not ok']]],
    ['[ab]{2,3}|.*', []],
    ['(?:aaa|b)?ccc', [['ccc']]],
  ])('in %s', (source, needs) => {
    expect(branchesOf(source)[0]?.needs).toEqual(needs);
  });

  test('keeps the parts of a list apart when a guard follows', () => {
    expect(branchesOf('(?:kill|(?:d)ie)(?!s)').map(({ source }) => source)).toEqual([
      '(?:kill)(?!s)',
      '(?:(?:d)ie)(?!s)',
    ]);
    expect(branchesOf('(?:kill|die)?now')).toHaveLength(1);
  });

  test('splits only at the top', () => {
    expect(branchesOf('a(?:b|c)|[|]\\|d').map(({ source }) => source)).toEqual(['a(?:b|c)', '[|]\\|d']);
  });
});

describe('the quick look', () => {
  test('lets through every pattern that matches one of the examples', () => {
    const mayMatch = createPrefilter(branches.map(({ needs }) => needs));
    const patterns = branches.map(({ source }) => new RegExp(source));
    const texts = rules.flatMap(({ matches, ignores }) => [...matches, ...ignores]).map((text) => normalise(text).text);
    const lost = texts.flatMap((text) => {
      const may = new Set(mayMatch(text));
      return patterns
        .filter((pattern, at) => !may.has(at) && pattern.test(text))
        .map(({ source }) => `${text}: ${source}`);
    });
    expect(lost).toEqual([]);
  });

  test('remembers nothing of the text before', () => {
    const mayMatch = createPrefilter([[['kill']], [['sad']], []]);
    expect(mayMatch('i could kill')).toEqual([0, 2]);
    expect(mayMatch('so sad, a kilo')).toEqual([1, 2]);
    expect(mayMatch('a quiet day')).toEqual([2]);
  });
});
