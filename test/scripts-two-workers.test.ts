import { relative } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { loadScript, playRun } from '../src/cli/script/play.ts';
import { transcript } from '../src/cli/script/transcript.ts';
import { createScriptWorld } from '../src/cli/script-world.ts';
import { theCatalog } from './support/catalog.ts';
import { root } from './support/places.ts';
import { scriptsForTwo } from './support/scripts-for-two.ts';
import { inMemory } from './support/storage.ts';
import { folded } from './support/transcripts.ts';
import { twoWorkers } from './support/two-workers.ts';

const catalog = await theCatalog();
const files = await scriptsForTwo(catalog);

jest.setTimeout(120_000);

/**
 * Two processes of the service on one store: of a script with many alternatives the first way and the last are played. Who of them hears, and who of them sends, changes nothing for
 * anybody.
 */
describe('the scripts of what is for two, with two workers on one store', () => {
  test.each(files.map((file) => [relative(root, file), file]))('%s', async (_, file) => {
    const { runs } = await loadScript(file, catalog.content.keys);
    for (const run of new Set([runs[0], runs.at(-1)])) {
      if (!run) continue;
      const { openStorage, open, done } = twoWorkers();
      const both = await playRun(run, async () => createScriptWorld({ catalog, openStorage, open }));
      const alone = await playRun(run, async () => createScriptWorld({ catalog, openStorage: inMemory() }));
      expect(both.failure && transcript(both)).toBeNull();
      expect(folded(transcript(both))).toEqual(folded(transcript(alone)));
      expect(Math.min(...done)).toBeGreaterThan(2);
    }
  });

  test('are more than a few', () => {
    expect(files.length).toBeGreaterThan(40);
  });
});
