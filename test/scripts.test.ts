import { relative } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { findScripts } from '../src/cli/script/files.ts';
import { playFile } from '../src/cli/script/play.ts';
import { createScriptWorld } from '../src/cli/script-world.ts';
import type { Catalog } from '../src/service/service.ts';
import { theCatalog } from './support/catalog.ts';
import { root, scriptsDir, storeWorker } from './support/places.ts';

const files = await findScripts([scriptsDir]);

/** The same files as `coach script test/scripts`, against the real app. */
/** A script with many alternatives is many runs, each over a store of its own. */
jest.setTimeout(60_000);

describe('the conversation scripts', () => {
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await theCatalog();
  });

  test.each(files.map((file) => [relative(root, file), file]))('%s', async (_, file) => {
    const outcomes = await playFile(file, async () => createScriptWorld({ catalog, storeWorker }));
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.flatMap((outcome) => outcome.trouble ?? []).join('\n\n')).toBe('');
  });
});
