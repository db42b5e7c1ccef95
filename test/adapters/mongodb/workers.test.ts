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

  /** Asks as a worker does until it gets a lane of an aggregate. */
  async function claimOf(store: Store, id: string, patienceMs: number): Promise<Leased | undefined> {
    for (const end = performance.now() + patienceMs; performance.now() < end; await pause(250)) {
      const claimed = await store.claim({ worker: 'alive', limit: 50 });
      const found = claimed.find((lease) => lease.id === id);
      if (found) return found;
    }
    return undefined;
  }

  test('a worker that is stopped past its lease: its lane goes to another, and its late settle is refused', async () => {
    const { child, next } = startWorker('stopped', 'crisis');
    await next();
    child.kill('SIGSTOP');
    const started = performance.now();
    const claimed = await claimOf(opened.store, 'stopped', 20_000);
    expect(claimed?.entries).toMatchObject([{ id: 'e-stopped' }]);
    // The claim of a dead worker in a crisis is free within its lease, and what a loop of a second adds.
    expect(performance.now() - started).toBeLessThan(leaseMs.crisis + 1_500);
    child.kill('SIGCONT');
    child.stdin.write('settle\n');
    expect(await next()).toEqual({ status: 'stale' });
    expect(claimed && (await opened.store.settle(claimed, [done('e-stopped')]))).toMatchObject({ status: 'settled' });
  });

  test('a worker that is killed: its lane in a crisis is another’s within ten seconds and a bit', async () => {
    const { child, next } = startWorker('killed', 'crisis');
    await next();
    child.kill('SIGKILL');
    await once(child, 'close');
    const started = performance.now();
    expect((await claimOf(opened.store, 'killed', 20_000))?.id).toBe('killed');
    expect(performance.now() - started).toBeLessThan(leaseMs.crisis + 1_500);
  });

  test.each([-3_600_000, 3_600_000])(
    'a machine whose clock is %d ms off steals nothing, and is stolen nothing from',
    async (off) => {
      const id = `off${off}`;
      const { child, next } = startWorker(id, 'reply', off);
      const lease = (await next()) as Leased;
      expect(Math.abs(lease.until - leaseMs.reply - Date.now())).toBeLessThan(5_000);
      expect(await claimOf(opened.store, id, 1_500)).toBeUndefined();
      child.stdin.write('settle\n');
      expect(await next()).toMatchObject({ status: 'settled' });
    },
  );
});
