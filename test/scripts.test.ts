import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { findScripts } from '../src/cli/script/files.ts';
import { playFile } from '../src/cli/script/play.ts';
import { createScriptWorld } from '../src/cli/script-world.ts';
import type { Catalog } from '../src/service/service.ts';
import { theCatalog } from './support/catalog.ts';
import { root, scriptsDir } from './support/places.ts';
import { embedded, inMemory, type OpenStorage } from './support/storage.ts';

const files = await findScripts([scriptsDir]);

/** A script with many alternatives is many runs, each over a store of its own. */
jest.setTimeout(60_000);

/**
 * Where a run keeps things. A script that restarts is about what is on disk then: it has the embedded store. The others say what
 * the coach says, which no store changes (the contract suite holds them together), so theirs is in memory. With
 * `SCRIPTS_ON=embedded`, as in CI, all of them are played over the embedded store.
 */
const storageFor = (text: string): (() => OpenStorage) =>
  process.env['SCRIPTS_ON'] === 'embedded' || /^restart:/m.test(text) ? () => embedded : inMemory;

/** The same files as `coach script test/scripts`, against the real app. */
describe('the conversation scripts', () => {
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await theCatalog();
  });

  test.each(files.map((file) => [relative(root, file), file]))('%s', async (_, file) => {
    const storage = storageFor(await readFile(file, 'utf8'));
    const open = async () => createScriptWorld({ catalog, openStorage: storage() });
    const outcomes = await playFile(file, open, { keys: catalog.content.keys });
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.flatMap((outcome) => outcome.trouble ?? []).join('\n\n')).toBe('');
  });

  test('are over the embedded store where they restart, and some do', async () => {
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    expect(texts.filter((text) => storageFor(text)() === embedded).length).toBeGreaterThan(3);
  });
});
