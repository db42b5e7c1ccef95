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

/** `SCRIPTS_ON=embedded` plays all of them over the embedded store, `SCRIPTS_ON=restarts` all that restart; else SEED draws a third of these. */
const on = process.env['SCRIPTS_ON'];
const seed = Number(process.env['SEED'] ?? Math.floor(Date.now() / 3_600_000)) % 3;
const isDrawn = (file: string): boolean => on === 'restarts' || files.indexOf(file) % 3 === seed;

/**
 * Where a run keeps things. What the coach says no store changes (the contract suite holds them together), so it is in memory, where
 * a restart opens another handle on what was kept. Scripts that restart are also about what is on disk then: those drawn have the
 * embedded store.
 */
const storageFor = (file: string, text: string): (() => OpenStorage) =>
  on === 'embedded' || (/^restart:/m.test(text) && isDrawn(file)) ? () => embedded : inMemory;

/** The same files as `coach script test/scripts`, against the real app. */
describe('the conversation scripts', () => {
  let catalog: Catalog;
  beforeAll(async () => {
    if (!on) console.info(`a third of what restarts over the embedded store (SEED=${seed} draws it again)`);
    catalog = await theCatalog();
  });

  test.each(files.map((file) => [relative(root, file), file]))('%s', async (_, file) => {
    const storage = storageFor(file, await readFile(file, 'utf8'));
    const open = async () => createScriptWorld({ catalog, openStorage: storage() });
    const outcomes = await playFile(file, open, { keys: catalog.content.keys });
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.flatMap((outcome) => outcome.trouble ?? []).join('\n\n')).toBe('');
  });

  test('are over the embedded store where they are drawn, and some are', async () => {
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    expect(files.filter((file, index) => storageFor(file, texts[index] ?? '')() === embedded).length).toBeGreaterThan(
      3,
    );
  });
});
