import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { openLibsql } from '../../../src/adapters/libsql/open.ts';
import { openMongo } from '../../../src/adapters/mongodb/open.ts';
import { described } from '../../../src/cli/simulate/month/command.ts';
import { type MonthPlan, type MonthResult, playMonth } from '../../../src/cli/simulate/month/play.ts';
import type { OpenGround } from '../../../src/cli/simulate/month/world.ts';
import { theCatalog } from '../../support/catalog.ts';
import { hasMongo, openMongoServer, skipLoudly } from '../../support/mongo-server.ts';
import { storeWorker } from '../../support/places.ts';

/** The long run is `coach simulate month` (docs/reliability.md). */
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

jest.setTimeout(120_000);

async function month(plan: Omit<MonthPlan, 'seed'>, open: OpenGround): Promise<MonthResult> {
  console.info(`seed ${seed} (SEED=${seed} draws the same people and troubles)`);
  const dataDir = await mkdtemp(join(tmpdir(), 'coach-month-'));
  try {
    const ground = async (real: () => number) => ({ dataDir, ...(await open(dataDir, real)) });
    const heard: string[] = [];
    const result = await playMonth({ ...plan, seed }, await theCatalog(), ground, (line) => void heard.push(line));
    expect(heard).toHaveLength(plan.days);
    return result;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

describe('some days of a month, with troubles at every step', () => {
  test('on the embedded store: all holds', async () => {
    const open: OpenGround = (dataDir, real) => openLibsql({ dataDir, real, worker: storeWorker });
    const result = await month({ couples: 6, days: 4, downOn: 2 }, open);
    expect(result.wrong).toEqual([]);
    expect(result.counts['messages']).toBeGreaterThan(25);
    expect(result.counts['nudges']).toBeGreaterThan(5);
    expect(result.counts['processes killed']).toBeGreaterThan(0);
    expect(result.faults.size).toBeGreaterThan(5);
    expect(described(result)).toMatch(/All held/);
  });

  if (!hasMongo()) skipLoudly('a month on MongoDB');
  (hasMongo() ? test : test.skip)('on MongoDB: all holds', async () => {
    const server = await openMongoServer();
    try {
      const uri = server.uri(`month_${seed}`);
      const open: OpenGround = (dataDir, real) => openMongo({ uri, dataDir, real, masterKey: randomBytes(32) });
      const result = await month({ couples: 2, days: 1, downOn: null }, open);
      expect(result.wrong).toEqual([]);
      expect(result.counts['messages']).toBeGreaterThan(0);
    } finally {
      await server.close();
    }
  });
});
