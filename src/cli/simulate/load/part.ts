import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createStandingClock } from '../../../adapters/rehearsal/clock.ts';
import type { App } from '../../../app/create-app.ts';
import { type Catalog, openService, openStorage } from '../../../service/service.ts';
import { openOnMongo } from '../../../service/storage.ts';
import { silentLog } from '../../stage.ts';

/** What one process of a load plays. */
export interface PartJob {
  /** Tells its couples from those of every other part. */
  readonly name: string;
  /** The folder of the embedded store, or of this process's spool. */
  readonly dataDir: string;
  /** The connection string, with its database, and the key that all processes share, as base64; null on the embedded store. */
  readonly mongo: { readonly uri: string; readonly key: string } | null;
  /** How many turns it takes. */
  readonly turns: number;
}

/** What they took: seconds from the first message until the last answer had gone out, CPU ms of the process, each turn's ms, in order of size. */
export interface PartResult {
  readonly turns: number;
  readonly seconds: number;
  readonly cpu: number;
  readonly took: readonly number[];
}

/** How many couples write at the same time. */
export const atOnce = 16;

/** A check-in's messages, over and over. */
const texts = ['checkin', '2', '3', '8', '5', 'SKIP'];
const noon = Date.parse('2026-03-02T18:00:00Z');

/**
 * Plays turns through the whole app, 16 couples at once: each message is screened, committed, and its answer sent and settled.
 * @throws CoachError what opening the store throws; `STORE_UNAVAILABLE` when a message was not committed.
 */
export async function playPart(job: PartJob, catalog: Catalog): Promise<PartResult> {
  const { dataDir, mongo } = job;
  const storage = mongo
    ? await openOnMongo(dataDir, { uri: mongo.uri, keysUri: null }, Buffer.from(mongo.key, 'base64'))
    : await openStorage(dataDir);
  const service = openService({
    ...{ store: storage.store, keys: storage.keys, spool: storage.spool },
    ...{ catalog, log: silentLog, limits: { jitter: 0 }, clock: createStandingClock(noon) },
    channels: [{ name: 'teams', send: async () => ({ ok: true }) }],
  });
  try {
    return await play(service.app, job);
  } finally {
    await service.stop();
  }
}

async function play(app: App, { name, turns }: PartJob): Promise<PartResult> {
  const addresses = Array.from({ length: atOnce }, (_, index) => `${name}-${index}`);
  await Promise.all(addresses.map((address) => enrol(app, address)));
  await talk(app, addresses, texts.length);
  const [began, before] = [performance.now(), process.cpuUsage()];
  const took = await talk(app, addresses, Math.ceil(turns / atOnce));
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1_000;
  return { turns: took.length, seconds, cpu: (user + system) / 1_000, took: took.toSorted((x, y) => x - y) };
}

/** Each sender's messages, one after the other, and how long each took until it could be answered 2xx, ms. */
async function talk(app: App, addresses: readonly string[], each: number): Promise<readonly number[]> {
  const took: number[] = [];
  const one = async (address: string): Promise<void> => {
    for (let count = 0; count < each; count += 1) {
      const began = performance.now();
      const text = texts[count % texts.length] ?? '';
      const receipt = await app.receive({ channel: 'teams', address, id: randomUUID(), text });
      if (receipt !== 'committed') throw new Error(`a message was answered ${receipt}`);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(addresses.map(one));
  await app.drained();
  return took;
}

const enrol = (app: App, address: string) =>
  app.enrol({
    ...{ caseCode: address, relationship: 'romantic', b: null },
    a: { name: 'Alex', language: 'en', zone: 'America/Chicago', channel: 'teams', address, checkIn: null },
  });
