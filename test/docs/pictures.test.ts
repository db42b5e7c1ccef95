import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../support/places.ts';

const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);
const shown = pages.flatMap((name) => {
  const path = join(root, 'docs', name);
  const found = readFileSync(path, 'utf8').matchAll(/!\[(.*?)\]\((.+?\.png)\)/g);
  return [...found].map(([, alt = '', picture = '']) => ({ alt, path: join(dirname(path), picture) }));
});

test('every picture of the documentation is there, and says in words what it shows', () => {
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter(({ alt, path }) => alt.length < 10 || !existsSync(path))).toEqual([]);
});

test('no picture lies there unused', () => {
  const kept = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.png'),
  );
  expect(kept.map((name) => join(root, 'docs', name)).sort()).toEqual(
    [...new Set(shown.map(({ path }) => path))].sort(),
  );
});
