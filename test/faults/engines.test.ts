import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openLibsql } from '../../src/adapters/libsql/open.ts';
import { openMongo } from '../../src/adapters/mongodb/open.ts';
import { createStandingClock } from '../../src/adapters/rehearsal/clock.ts';
import { createApp } from '../../src/app/create-app.ts';
import type { Deps } from '../../src/app/deps.ts';
import { advance } from '../../src/app/rehearsal/rehearse.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Keys } from '../../src/ports/keys.ts';
import { leaseMs } from '../../src/ports/leases.ts';
import type { Store } from '../../src/ports/store.ts';
import { aWorld } from '../support/app.ts';
import { noon } from '../support/engine.ts';
import { hasMongo, openMongoServer, skipLoudly } from '../support/mongo-server.ts';
import { storeWorker } from '../support/places.ts';

/** Faults that both engines have to stand alike (docs/reliability.md, "Every fault on both engines"). */
jest.setTimeout(90_000);

type Opened = { readonly store: Store; readonly keys: Keys };
const engines = ['the embedded store', 'MongoDB'] as const;
if (!hasMongo()) skipLoudly('the faults of both engines on MongoDB');

for (const engine of engines) {
  const onMongo = engine === 'MongoDB';
  (onMongo && !hasMongo() ? describe.skip : describe)(`on ${engine}`, () => {
    let server: Awaited<ReturnType<typeof openMongoServer>> | null = null;
    let home: string;
    const opened: Opened[] = [];
    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'coach-'));
      if (onMongo) server = await openMongoServer();
    });
    afterEach(async () => {
      for (const { store, keys } of opened.splice(0)) {
        await keys.close();
        await store.close();
      }
    });
    afterAll(async () => {
      await server?.close();
      await rm(home, { recursive: true, force: true });
    });

    async function open(name: string, real: () => number): Promise<Opened> {
      const dataDir = join(home, name);
      const at = server
        ? await openMongo({ uri: server.uri(`engines_${name}`), dataDir: home, masterKey: Buffer.alloc(32, 7), real })
        : await openLibsql({ dataDir, worker: storeWorker, real });
      opened.push(at);
      return at;
    }

    /** The app over the engine, on a clock whose real time is moved by hand. */
    async function world(change: (parts: Deps) => Partial<Deps> = () => ({})) {
      const time = { real: noon };
      const name = randomUUID().slice(0, 8);
      const at = await open(name, () => time.real);
      const clock = { ...createStandingClock(noon), real: () => time.real };
      return { ...(await aWorld((parts) => ({ ...at, clock, ...change(parts) }))), time, clock };
    }

    test('one message 50 times at once, and again after a restart, is one turn and one answer', async () => {
      const { app, inbound, parts, said } = await world();
      const message = inbound('menu');
      const receipts = await Promise.all(Array.from({ length: 50 }, () => app.receive(message)));
      await app.drained();
      expect(receipts.filter((receipt) => receipt === 'committed')).toHaveLength(1);
      expect(receipts.filter((receipt) => receipt === 'duplicate')).toHaveLength(49);
      expect(await createApp({ ...parts, worker: 'worker-2' }).receive(message)).toBe('duplicate');
      expect(said().filter((key) => key === 'menu.ask')).toHaveLength(1);
    });

    test('a message that makes a turn throw: a crisis is answered and pages once, and the couple goes on', async () => {
      const poison = /^(I want to die|the canary)$/;
      const { app, write, inbound, couple, said } = await world((parts) => ({
        engine: {
          ...parts.engine,
          runTurn: (state, event) => {
            if (event.type === 'message' && poison.test(event.text)) throw new Error('boom');
            return parts.engine.runTurn(state, event);
          },
        },
      }));
      await write('menu');
      const before = await app.couple(couple);
      const crisis = inbound('I want to die');
      expect([await app.receive(crisis), await app.receive(crisis), await write('the canary')]).toEqual([
        'committed',
        'duplicate',
        'committed',
      ]);
      await app.drained();
      expect(await app.couple(couple)).toEqual({ ...before, a: { ...before?.a, alerts: expect.anything() } });
      await write('menu');
      expect(said().filter((key) => key !== 'menu.ask')).toEqual(
        expect.arrayContaining(['crisis-self.bare', 'coach.trouble']),
      );
      expect((await app.alerts()).filter(({ status }) => status === 'open')).toHaveLength(1);
      const turns = (await app.history(`turn|${couple}|a`, 0)).filter(({ data }) => data['event'] === 'message');
      expect(turns.map(({ data }) => data['text'])).toEqual(['menu', 'I want to die', 'the canary', 'menu']);
    });

    test('a provider slower than a lease: another sends it, and the late settling is refused', async () => {
      const taken: string[] = [];
      const held: (() => void)[] = [];
      const slow: Channel = {
        name: 'sms',
        async send({ message, effect }) {
          taken.push(`${message.key} ${effect}`);
          if (taken.length === 1) await new Promise<void>((resolve) => held.push(resolve));
          return { ok: true };
        },
      };
      const settled: string[] = [];
      const { app, time, inbound, parts } = await world((base) => ({
        channels: new Map([...base.channels, ['sms', slow]]),
      }));
      const watched: Store = {
        ...parts.store,
        settle: async (lease, outcomes) => {
          const result = await parts.store.settle(lease, outcomes);
          settled.push(result.status);
          return result;
        },
      };
      const first = createApp({ ...parts, store: watched });
      expect(await first.receive(inbound('menu'))).toBe('committed');
      for (let tries = 0; held.length === 0 && tries < 200; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      time.real += leaseMs.reply + 1_000;
      const second = createApp({ ...parts, worker: 'worker-2' });
      await second.drained();
      held[0]?.();
      await first.drained();
      expect(settled).toEqual(['stale']);
      expect(new Set(taken).size).toBe(1);
      expect(taken).toHaveLength(2);
      expect(await app.relay.nextAt()).toBeNull();
    });

    test('two days down: one nudge of each partner when its time comes, none of those that were missed', async () => {
      const { app, clock, time, couple, rehearsal } = await world();
      const evening = Date.UTC(2026, 2, 11, 16);
      const before = rehearsal.sent.length;
      time.real += evening - noon;
      await clock.moveTo(evening);
      await app.runDue();
      await app.drained();
      expect(rehearsal.sent.slice(before)).toEqual([]);
      const skipped = (await app.history(`turn|${couple}|a`, 0)).filter(
        ({ data }) => data['skipped'] === 'skipped_stale',
      );
      expect(skipped).toHaveLength(1);
      await advance(app, clock, Date.UTC(2026, 2, 12, 2));
      const nudges = rehearsal.sent.slice(before).filter(({ lane }) => lane === 'nudge');
      expect(nudges.map(({ address }) => address).sort()).toEqual(['+15550100', 'sam']);
    });
  });
}
