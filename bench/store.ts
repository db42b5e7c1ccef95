import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibsql } from '../src/adapters/libsql/open.ts';
import type { Commit, Store } from '../src/ports/store.ts';
import { cpuMs, type Figure, type Measurement } from './figure.ts';

/** Couples that write at the same time, and how many turns they write in all. */
const crowds = [
  [1, 1_500],
  [16, 6_000],
  [64, 8_000],
] as const;

/** Turns per second and their CPU: a commit of a state of 6.7 KB, two records and one effect, and its settling. */
export const store: Measurement = {
  name: 'store',
  async run(): Promise<readonly Figure[]> {
    const dataDir = await mkdtemp(join(tmpdir(), 'coach-bench-'));
    const opened = await openLibsql({ dataDir });
    try {
      await crowd(opened.store, 'warm', 16, 1_000);
      const figures: Figure[] = [];
      for (const [atOnce, turns] of crowds) figures.push(...(await measure(opened.store, atOnce, turns)));
      return figures;
    } finally {
      await opened.store.close();
      await opened.keys.close();
      await rm(dataDir, { recursive: true });
    }
  },
};

async function measure(to: Store, atOnce: number, turns: number): Promise<readonly Figure[]> {
  const started = performance.now();
  const cpu = await cpuMs(() => crowd(to, `n${atOnce}`, atOnce, turns));
  const seconds = (performance.now() - started) / 1_000;
  const plain = { peer: '–', ratio: null, target: '–', met: null };
  return [
    { name: `turns written and settled, ${atOnce} at once`, value: turns / seconds, unit: 'turns/s', ...plain },
    { name: `CPU of one of them, ${atOnce} at once`, value: cpu / turns, unit: 'CPU ms', ...plain },
  ];
}

/** Each couple writes its turns one after the other. */
async function crowd(to: Store, name: string, atOnce: number, turns: number): Promise<void> {
  const one = async (id: string): Promise<void> => {
    for (let version = 0; version < turns / atOnce; version += 1) await turn(to, id, version);
  };
  await Promise.all(Array.from({ length: atOnce }, (_, index) => one(`${name}-${index}`)));
}

/** One turn of a couple, written and settled. */
export async function turn(to: Store, id: string, version: number): Promise<void> {
  const done = await to.commit(aTurn(id, version));
  if (done.status !== 'committed') throw new Error(`a commit was answered ${done.status}`);
  for (const lease of done.leases) {
    await to.settle(
      lease,
      lease.entries.map((entry) => ({ id: entry.id, result: 'done', records: [] })),
    );
  }
}

const aTurn = (id: string, version: number): Commit => ({
  kind: 'couple',
  id,
  expect: version,
  sealed: { a: 'x'.repeat(5_700), shared: 'x'.repeat(1_000) },
  facets: { caseCode: 'C-001', status: 'active' },
  urgentAt: null,
  wakeAt: 1_700_000_000_000 + version,
  inbound: { from: 'a', hash: `${id}-${version}`.padEnd(43, '-') },
  effects: [{ id: `${id}-${version}`, to: 'a', lane: 'reply', box: 'x'.repeat(600) }],
  records: ['turn', 'fact'].map((kind) => ({
    stream: `${kind}|${id}|a`,
    kind,
    at: version,
    owner: { kind: 'couple', id, part: 'a' },
    box: 'x'.repeat(400),
  })),
  worker: 'bench',
});
