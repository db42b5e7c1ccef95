/**
 * A process over MongoDB for the bench: `URI turns NAME COUNT` writes and settles turns of 16 couples; `URI due NAME` claims what is due
 * until nothing is left. Says how many it did, in how many seconds, with how much CPU.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMongo } from '../../src/adapters/mongodb/open.ts';
import type { DueClaim, Store } from '../../src/ports/store.ts';
import { cpuMs } from '../figure.ts';
import { turn } from '../store.ts';

const [uri = '', job = '', name = '', count = '0'] = process.argv.slice(2);
const atOnce = 16;
const effect = (id: string) => ({ id: `n-${id}`, to: 'a', lane: 'nudge', box: 'x'.repeat(300) }) as const;

async function turns(store: Store): Promise<number> {
  const each = Math.ceil(Number(count) / atOnce);
  const one = async (id: string): Promise<void> => {
    for (let version = 0; version < each; version += 1) await turn(store, id, version);
  };
  await Promise.all(Array.from({ length: atOnce }, (_, index) => one(`${name}-${index}`)));
  return each * atOnce;
}

async function nudge(store: Store, { kind, id }: DueClaim): Promise<void> {
  const plain = { sealed: {}, facets: {}, wakeAt: null, urgentAt: null, records: [], worker: name };
  const done = await store.commit({ kind, id, expect: 1, effects: [effect(id)], ...plain });
  if (done.status !== 'committed') throw new Error(`a nudge was answered ${done.status}`);
  for (const lease of done.leases)
    await store.settle(
      lease,
      lease.entries.map((entry) => ({ id: entry.id, result: 'done', records: [] })),
    );
}

async function due(store: Store): Promise<number> {
  for (let done = 0; ; ) {
    const claims = await store.claimDue({ at: 1_000, worker: name, limit: 50 });
    if (claims.length === 0) return done;
    await Promise.all(claims.map((claim) => nudge(store, claim)));
    await store.releaseDue(claims);
    done += claims.length;
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'coach-bench-'));
const { store, keys } = await openMongo({ uri, dataDir, masterKey: Buffer.alloc(32, 7) });
const started = performance.now();
let did = 0;
const cpu = await cpuMs(async () => {
  did = await (job === 'due' ? due(store) : turns(store));
});
process.stdout.write(`${JSON.stringify({ did, seconds: (performance.now() - started) / 1_000, cpu })}\n`);
await store.close();
await keys.close();
await rm(dataDir, { recursive: true });
