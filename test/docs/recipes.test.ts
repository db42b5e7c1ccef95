import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { playFile } from '../../src/cli/script/play.ts';
import { createScriptWorld } from '../../src/cli/script-world.ts';
import { ruleSchema } from '../../src/domain/rule.ts';
import { theCatalog } from '../support/catalog.ts';
import { root } from '../support/places.ts';
import { embedded } from '../support/storage.ts';

jest.setTimeout(60_000);

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
const guide = textOf('CONTRIBUTING.md');

/** What the guide says under a heading. */
const under = (heading: string): string => guide.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

/** Places that stand for others, or that a recipe makes. */
const isExample = (path: string): boolean => /NAME|[<*]|evening|one-good-thing|content\/fr/.test(path);

describe('the recipes of CONTRIBUTING.md', () => {
  test('name files and folders that are there', () => {
    const paths = [...guide.matchAll(/`((?:src|test|content|docs|dialogs|bench|deploy)\/[^`\s]+)`/g)].map(
      ([, path = '']) => path,
    );
    const real = paths.filter((path) => !isExample(path));
    expect(real.length).toBeGreaterThan(40);
    expect(real.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('run commands that there are', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };
    const run = [...guide.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(run.filter((name) => scripts[name] === undefined)).toEqual([]);
    const asked = [...guide.matchAll(/\bcoach -- (\w+)(?: (check|compile|review|verify))?/g)].flatMap((match) =>
      match.slice(1).filter((word) => word !== undefined),
    );
    expect(asked).toEqual(expect.arrayContaining(['content', 'review', 'screen', 'script']));
    const cli = textOf('src/cli/coach.ts');
    expect(asked.filter((name) => !cli.includes(`command('${name}')`))).toEqual([]);
  });

  test('name the fields that a screening rule has', () => {
    const fields = ['id', 'category', 'level', 'pattern', 'matches', 'ignores', 'about', 'firm'];
    expect(Object.keys(ruleSchema.shape).sort()).toEqual(fields.toSorted());
    for (const field of fields) expect(under('A screening rule')).toMatch(new RegExp(`\`${field}[\`:]`));
  });

  test('show a conversation that passes as it is written', async () => {
    const [, script = ''] = /```\n(.*?)```/s.exec(under('A conversation script')) ?? [];
    const folder = await mkdtemp(join(tmpdir(), 'recipe-'));
    try {
      const file = join(folder, 'shown.script');
      await writeFile(file, script);
      const catalog = await theCatalog();
      const outcomes = await playFile(file, async () => createScriptWorld({ catalog, openStorage: embedded }));
      expect(outcomes.map(({ trouble }) => trouble)).toEqual([null]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the picture of the folders in README.md', () => {
  const picture = /## The folders\n\n```\n(.*?)```/s.exec(textOf('README.md'))?.[1] ?? '';
  const foldersIn = (path: string): readonly string[] =>
    readdirSync(join(root, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

  test('has every folder of src, and no other', () => {
    const drawn = [...picture.matchAll(/^ {2}(\w+)\/ /gm)].map(([, name]) => name);
    expect(new Set(drawn)).toEqual(new Set(foldersIn('src')));
  });
  test('names the rooms of each', () => {
    const rooms = ['app', 'adapters', 'engine', 'server', 'web'].flatMap(
      (folder): readonly (readonly [string, string])[] => foldersIn(`src/${folder}`).map((room) => [folder, room]),
    );
    const linesOf = (folder: string): string =>
      new RegExp(`^ {2}${folder}/ .*(?:\\n {10,}.*)*`, 'm').exec(picture)?.[0] ?? '';
    expect(rooms.length).toBeGreaterThan(25);
    expect(rooms.filter(([folder, room]) => !new RegExp(`\\b${room}\\b`).test(linesOf(folder)))).toEqual([]);
  });
});
