import { relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { findScripts } from '../src/cli/script/files.ts';
import { createMongoStages, type MongoStages } from '../src/cli/script/on-mongo.ts';
import { playFile } from '../src/cli/script/play.ts';
import { createScriptWorld } from '../src/cli/script-world.ts';
import type { Catalog } from '../src/service/service.ts';
import { theCatalog } from './support/catalog.ts';
import { hasMongo, openMongoServer, skipLoudly } from './support/mongo-server.ts';
import { root, scriptsDir } from './support/places.ts';
import { inMemory } from './support/storage.ts';
import { folded } from './support/transcripts.ts';

/** SCRIPTS=all plays all of them; else a tenth is drawn by SEED. */
const all = process.env['SCRIPTS'] === 'all';
const seed = Number(process.env['SEED'] ?? Math.floor(Date.now() / 3_600_000)) % 10;
const files = (await findScripts([scriptsDir])).filter((_, index) => all || index % 10 === seed);

jest.setTimeout(300_000);
if (!hasMongo()) skipLoudly('the conversation scripts on MongoDB');
const withServer = hasMongo() ? describe : describe.skip;

withServer('the conversation scripts on MongoDB', () => {
  let catalog: Catalog;
  let server: Awaited<ReturnType<typeof openMongoServer>>;
  let stages: MongoStages;
  beforeAll(async () => {
    console.info(all ? 'all scripts' : `a tenth of the scripts (SEED=${seed} plays it again, SCRIPTS=all plays all)`);
    catalog = await theCatalog();
    server = await openMongoServer();
    stages = createMongoStages(server.uri('scripts'));
  });
  afterAll(async () => {
    await stages.drop();
    await server.close();
  });

  test.each(files.map((file) => [relative(root, file), file]))('%s', async (_, file) => {
    const world = async () => createScriptWorld({ catalog, openStorage: stages.openStorage });
    const outcomes = await playFile(file, world);
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.flatMap((outcome) => outcome.trouble ?? []).join('\n\n')).toBe('');
    const elsewhere = await playFile(file, async () => createScriptWorld({ catalog, openStorage: inMemory() }));
    expect(outcomes.map(({ transcript }) => folded(transcript))).toEqual(
      elsewhere.map(({ transcript }) => folded(transcript)),
    );
  });
});
