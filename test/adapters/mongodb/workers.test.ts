import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type OpenMongo, openMongo } from '../../../src/adapters/mongodb/open.ts';
import { leaseMs } from '../../../src/ports/leases.ts';
import type { Leased, Store } from '../../../src/ports/store.ts';
import { done } from '../../ports/store-builders.ts';
import { hasMongo, openMongoServer, skipLoudly } from '../../support/mongo-server.ts';
import { built } from '../../support/places.ts';

jest.setTimeout(60_000);
if (!hasMongo()) skipLoudly('workers on MongoDB');
const withServer = hasMongo() ? describe : describe.skip;
const masterKey = Buffer.alloc(32, 7);

withServer('workers on MongoDB', () => {
  let server: Awaited<ReturnType<typeof openMongoServer>>;
  let dataDir: string;
  let opened: OpenMongo;
  beforeAll(async () => {
    server = await openMongoServer();
    dataDir = await mkdtemp(join(tmpdir(), 'coach-'));
    opened = await openMongo({ uri: server.uri('workers'), dataDir, masterKey });
  });
  afterAll(async () => {
    await opened.store.close();
    await opened.keys.close();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Another process that commits an effect, says so, and settles it when it is told to; `clock` shifts its own clock. */
  function startWorker(id: string, lane: string, clock = 0) {
    const url = built('src/adapters/mongodb/open.js').href;
    const program = `
      const real = Date.now; Date.now = () => real() + ${clock};
      const { openMongo } = await import(${JSON.stringify(url)});
      const { store } = await openMongo({ uri: ${JSON.stringify(server.uri('workers'))}, dataDir: ${JSON.stringify(dataDir)}, masterKey: Buffer.alloc(32, 7) });
      const commit = { kind: 'couple', id: '${id}', expect: 0, sealed: {}, facets: {}, wakeAt: null, urgentAt: null, records: [], worker: 'dead', effects: [{ id: 'e-${id}', to: 'a', lane: '${lane}', box: 'b' }] };
      const { leases } = await store.commit(commit);
      console.log(JSON.stringify(leases[0]));
      process.stdin.once('data', async () => {
        const settled = await store.settle(leases[0], [{ id: 'e-${id}', result: 'done', records: [] }]);
        console.log(JSON.stringify(settled));
        process.exit(0);
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const patience = setTimeout(() => child.kill('SIGKILL'), 50_000).unref();
    child.once('close', () => clearTimeout(patience));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
    return { child, next };
  }

  /** Asks as a worker does until it gets a lane of each of these aggregates, or its patience ends. */
  async function claimsOf(store: Store, ids: readonly string[], patienceMs: number) {
    const found = new Map<string, Leased>();
    for (const end = performance.now() + patienceMs; performance.now() < end && found.size < ids.length; ) {
      const claimed = await store.claim({ worker: 'alive', limit: 50 });
      for (const lease of claimed) if (ids.includes(lease.id)) found.set(lease.id, lease);
      await pause(250);
    }
    return found;
  }

  test('a worker that is stopped past its lease, and one that is killed: their lanes in a crisis are another’s within ten seconds and a bit, and a late settle is refused', async () => {
    const [stopped, killed] = [startWorker('stopped', 'crisis'), startWorker('killed', 'crisis')];
    await Promise.all([stopped.next(), killed.next()]);
    const started = performance.now();
    stopped.child.kill('SIGSTOP');
    killed.child.kill('SIGKILL');
    await once(killed.child, 'close');
    const claimed = await claimsOf(opened.store, ['stopped', 'killed'], 20_000);
    expect([...claimed.keys()].sort()).toEqual(['killed', 'stopped']);
    // What a dead worker had in a crisis is free within its lease, and what a loop of a second adds.
    expect(performance.now() - started).toBeLessThan(leaseMs.crisis + 1_500);
    stopped.child.kill('SIGCONT');
    stopped.child.stdin.write('settle\n');
    expect(await stopped.next()).toEqual({ status: 'stale' });
    const lease = claimed.get('stopped');
    expect(lease?.entries).toMatchObject([{ id: 'e-stopped' }]);
    expect(lease && (await opened.store.settle(lease, [done('e-stopped')]))).toMatchObject({ status: 'settled' });
  });

  test('machines whose clocks are an hour off steal nothing, and are stolen nothing from', async () => {
    const off = [-3_600_000, 3_600_000].map((ms) => startWorker(`off${ms}`, 'reply', ms));
    for (const { next } of off) {
      const lease = (await next()) as Leased;
      expect(Math.abs(lease.until - leaseMs.reply - Date.now())).toBeLessThan(5_000);
    }
    const stolen = await claimsOf(opened.store, ['off-3600000', 'off3600000'], 1_500);
    expect([...stolen.keys()]).toEqual([]);
    for (const { child, next } of off) {
      child.stdin.write('settle\n');
      expect(await next()).toMatchObject({ status: 'settled' });
    }
  });
});
