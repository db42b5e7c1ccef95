import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type OpenMongo, openMongo } from '../../src/adapters/mongodb/open.ts';
import { createApp } from '../../src/app/create-app.ts';
import { aWorld } from '../support/app.ts';
import { type MongoProxy, startMongoProxy } from '../support/mongo-proxy.ts';
import { hasMongoProgram, type MongoServer, skipLoudly, startMongo } from '../support/mongo-server.ts';

/** AWAY_S is how long the store is away, s: minutes in the long run. */
const awayFor = Number(process.env['AWAY_S'] ?? 3) * 1_000;

jest.setTimeout(120_000 + 2 * awayFor);
if (!hasMongoProgram()) skipLoudly('MongoDB that is away');
const withServer = hasMongoProgram() ? describe : describe.skip;

withServer('the app over MongoDB', () => {
  let server: MongoServer;
  let proxy: MongoProxy;
  let dataDir: string;
  const handles: OpenMongo[] = [];
  beforeAll(async () => {
    server = await startMongo();
    proxy = await startMongoProxy(server);
    dataDir = await mkdtemp(join(tmpdir(), 'coach-'));
  });
  afterEach(async () => {
    for (const { store, keys } of handles.splice(0)) {
      await keys.close();
      await store.close();
    }
  });
  afterAll(async () => {
    await proxy.close();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const open = async (database: string): Promise<OpenMongo> => {
    const opened = await openMongo({ uri: proxy.uri(database), dataDir, masterKey: Buffer.alloc(32, 7) });
    handles.push(opened);
    return opened;
  };

  test('one message 50 times at once at two processes, and again later, is one transition and one answer', async () => {
    const [one, other] = [await open('storm'), await open('storm')];
    const world = await aWorld(() => one);
    const second = createApp({ ...world.parts, ...other, worker: 'worker-2' });
    const inbound = world.inbound('menu');
    const apps = [world.app, second];
    const receipts = await Promise.all(
      Array.from({ length: 50 }, (_, index) => apps[index % 2]?.receive(inbound) ?? Promise.resolve('none')),
    );
    expect(receipts.filter((receipt) => receipt === 'committed')).toHaveLength(1);
    expect(receipts.filter((receipt) => receipt === 'duplicate')).toHaveLength(49);
    expect(await second.receive(inbound)).toBe('duplicate');
    await Promise.all(apps.map((app) => app.drained()));
    expect(world.said().filter((key) => key === 'menu.ask')).toHaveLength(1);
  });

  test('a store that is away: messages are spooled and answered, a crisis hears its text, and all are replayed in order, once', async () => {
    const opened = await open('away');
    const world = await aWorld(() => opened);
    await world.write('menu');
    proxy.mood.away = true;
    proxy.cut();
    const began = performance.now();
    expect(await world.app.receive(world.inbound('checkin'))).toBe('spooled');
    expect(performance.now() - began).toBeLessThan(12_000);
    expect(await world.app.receive(world.inbound('I want to die'))).toBe('spooled');
    // The text of its category is said at once, without the store.
    expect(world.said().some((key) => key?.startsWith('crisis'))).toBe(true);
    await pause(awayFor);
    expect(await world.app.receive(world.inbound('again'))).toBe('spooled');
    proxy.mood.away = false;
    for (let tries = 0; (await world.app.spooling.pending()) && tries < 50; tries += 1) {
      await world.app.spooling.replay().catch(() => {});
      await pause(200);
    }
    await world.app.drained();
    const turns = await world.app.history(`turn|${world.couple}|a`, 0);
    const texts = turns.map(({ data }) => data['text']).filter((text) => text !== undefined);
    expect(texts).toEqual(['menu', 'checkin', 'I want to die', 'again']);
    expect((await world.app.alerts()).filter(({ status }) => status !== 'closed')).toHaveLength(1);
  });

  test('a server whose disk is full: what comes is spooled at once, a crisis hears its text, and all is there when there is space', async () => {
    const opened = await open('full');
    const world = await aWorld(() => opened);
    proxy.mood.full = true;
    const began = performance.now();
    expect(await world.app.receive(world.inbound('menu'))).toBe('spooled');
    expect(await world.app.receive(world.inbound('I want to die'))).toBe('spooled');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(world.said().some((key) => key?.startsWith('crisis'))).toBe(true);
    proxy.mood.full = false;
    await world.app.spooling.replay();
    await world.app.drained();
    const turns = await world.app.history(`turn|${world.couple}|a`, 0);
    expect(turns.flatMap(({ data }) => data['text'] ?? [])).toEqual(['menu', 'I want to die']);
    expect((await world.app.alerts()).filter(({ status }) => status !== 'closed')).toHaveLength(1);
    expect((await world.app.verifyAudit()).broken).toEqual([]);
  });
});
