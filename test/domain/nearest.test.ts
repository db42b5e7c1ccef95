import { expect, test } from '@jest/globals';
import { nearest } from '../../src/domain/nearest.ts';

test('a mistyped name is told with the one it most likely means', () => {
  const known = ['mood', 'craving', 'closeness'];
  expect(nearest('moood', known)).toBe('mood');
  expect(nearest('carving', known)).toBe('craving');
  expect(nearest('closness', known)).toBe('closeness');
});

test('a name that is near to none is told without a guess', () => {
  expect(nearest('halt', ['mood', 'craving'])).toBeNull();
  expect(nearest('mood', [])).toBeNull();
});
