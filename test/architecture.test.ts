import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { channelNames } from '../src/domain/channel.ts';
import { circlesIn } from './support/circles.ts';

/** Who may import whom (ADR 1, README "The folders"). What is not listed is refused. */
const mayImport: Record<string, { folders: string[]; packages: string[] }> = {
  domain: { folders: [], packages: ['zod', 'temporal-polyfill', 'entities'] },
  safety: { folders: ['domain'], packages: [] },
  engine: { folders: ['domain', 'safety'], packages: ['xstate', 'zod'] },
  dialogs: { folders: ['engine/kit.ts'], packages: [] },
  ports: { folders: ['domain'], packages: [] },
  content: {
    folders: ['domain', 'safety/needs.ts'],
    packages: ['node:*', 'zod', 'yaml', 'city-timezones', 'intl-messageformat', 'syllable', 'sms-segments-calculator'],
  },
  app: { folders: ['domain', 'safety', 'engine', 'content', 'ports'], packages: ['node:*'] },
  config: { folders: ['domain'], packages: ['node:*', 'zod'] },
  adapters: { folders: ['domain', 'ports'], packages: ['*'] },
  control: { folders: ['app', 'domain', 'ports'], packages: ['node:*', 'zod'] },
  'server/http': { folders: ['domain', 'ports'], packages: ['node:*', 'restify', 'zod'] },
  'server/routes': {
    folders: ['app', 'domain', 'ports', 'server/http'],
    packages: ['node:*', 'temporal-polyfill', 'ws', 'zod'],
  },
  service: { folders: ['*'], packages: ['*'] },
  web: {
    folders: ['domain'],
    packages: ['preact', 'preact/*', '@preact/signals', 'sms-segments-calculator', 'uqr', 'vite', 'node:*'],
  },
  cli: { folders: ['*'], packages: ['*'] },
  root: { folders: ['*'], packages: ['*'] },
};

/** The core knows no clock, no chance, no process, no console. */
const pureFolders = ['domain', 'safety', 'engine', 'dialogs'];
const impure =
  /\bDate\b|\bMath\.random\b|\bprocess\.|\bconsole\.|\bTemporal\.Now\b|\bsetTimeout\b|\bsetInterval\b|\bcrypto\./;

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** The folder whose rule a file is under: one of `src`, or of `server`, whose two folders differ. */
const layerOf = (file: string): string => {
  const [first = '', second = ''] = relative(src, file).split('/');
  if (first === '..') return second === 'dialogs' ? 'dialogs' : 'outside';
  if (first === 'server') return `server/${second}`;
  return second === '' ? 'root' : first;
};

const importsOf = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3]) as string);

const matches = (pattern: string, name: string): boolean =>
  pattern === '*' || pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)));

function refusals(file: string): string[] {
  const layer = layerOf(file);
  const rule = mayImport[layer];
  if (!rule) return [`${relative(root, file)}: this folder has no rule`];
  return importsOf(readFileSync(file, 'utf8')).flatMap((name) => {
    const allowed = name.startsWith('.')
      ? allowedFile(rule.folders, layer, resolve(dirname(file), name))
      : rule.packages.some((each) => matches(each, name));
    return allowed ? [] : [`${relative(root, file)} may not import ${name}`];
  });
}

function allowedFile(folders: string[], layer: string, target: string): boolean {
  const to = layerOf(target);
  if (to === layer && layer !== 'dialogs') return true;
  return folders.some((folder) => folder === '*' || folder === to || folder === relative(src, target));
}

const all = [...filesIn(src), ...filesIn(join(root, 'dialogs'))];
const ours = [...all, ...filesIn(join(root, 'test')), ...filesIn(join(root, 'bench'))].filter(
  (file) => !file.includes('/node_modules/'),
);

/** Who imports whom, types too. */
const imports = new Map(
  ours.map((file) => [
    relative(root, file),
    importsOf(readFileSync(file, 'utf8'))
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, resolve(dirname(file), name))),
  ]),
);

/** A comparison with a channel's name, or a branch by it. Traits tell channels apart. */
const comparesChannel = new RegExp(
  `(?:[=!]==?\\s*|\\bcase\\s+)'(?:${channelNames.join('|')})'|'(?:${channelNames.join('|')})'\\s*[=!]==?`,
);

describe('the architecture', () => {
  test('has files to look at', () => {
    expect(all.length).toBeGreaterThan(30);
  });
  test('lets each folder import only what it may', () => {
    expect(all.flatMap(refusals)).toEqual([]);
  });
  test('keeps clock, chance, process and console out of the core', () => {
    const found = all
      .filter((file) => pureFolders.includes(layerOf(file)))
      .flatMap((file) => {
        const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        return impure.test(code) ? [`${relative(root, file)}: ${impure.exec(code)?.[0]}`] : [];
      });
    expect(found).toEqual([]);
  });
  test('would notice a forbidden import and a clock', () => {
    expect(importsOf("import { a } from 'node:fs';\nimport type { B } from '../app/x.ts';")).toEqual([
      'node:fs',
      '../app/x.ts',
    ]);
    expect(allowedFile(['domain'], 'engine', join(src, 'app/x.ts'))).toBe(false);
    expect(layerOf(join(src, 'server/routes/try.ts'))).toBe('server/routes');
    expect(mayImport['server/routes']?.packages.some((each) => matches(each, 'restify'))).toBe(false);
    expect(impure.test('const now = Date.now()')).toBe(true);
  });
  test('has no files that import each other in a circle, not even for types', () => {
    expect(imports.size).toBeGreaterThan(300);
    expect(circlesIn(imports)).toEqual([]);
  });
  test('compares no channel’s name outside of domain/channel and the adapters', () => {
    const found = all
      .filter((file) => layerOf(file) !== 'adapters' && relative(src, file) !== 'domain/channel.ts')
      .filter((file) => comparesChannel.test(readFileSync(file, 'utf8')))
      .map((file) => relative(root, file));
    expect(found).toEqual([]);
  });
  test('would notice a circle and a comparison', () => {
    const three = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
      ['e', ['e']],
    ]);
    expect(circlesIn(three)).toEqual([['a', 'b', 'c'], ['e']]);
    for (const code of ["to.channel === 'sms'", "'teams' !== name", "case 'slack':"])
      expect(comparesChannel.test(code)).toBe(true);
    expect(comparesChannel.test("field === 'sms-too-long'")).toBe(false);
  });
  test('has no file of more than 300 lines', () => {
    const long = all
      .filter((file) => readFileSync(file, 'utf8').split('\n').length > 301)
      .map((file) => relative(root, file));
    expect(long).toEqual([]);
  });
});
