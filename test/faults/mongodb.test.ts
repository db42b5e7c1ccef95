import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { inFolder } from '../support/crash.ts';
import { noon } from '../support/engine.ts';
import { type Acked, chance, expectAlertsAndAnswers, expectSending, play } from '../support/load.ts';
import { hasMongoProgram, skipLoudly, startMongo } from '../support/mongo-server.ts';

/** MONGO_CYCLES=100 is the long run. */
const cycles = Number(process.env['MONGO_CYCLES'] ?? 2);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const summer = noon + 2 * 86_400_000;

jest.setTimeout(180_000 + cycles * 40_000);
// What a long run finds is told, not tried again.
if (process.env['MONGO_CYCLES']) jest.retryTimes(0);

const run = hasMongoProgram() ? test : test.skip;
if (!hasMongoProgram()) skipLoudly('the faults on MongoDB');

describe('two webs and two workers on MongoDB, killed at random under load', () => {
  run(`${cycles} times, and the store with them: nothing that was answered is lost or done twice`, async () => {
    console.info(`seed ${seed} (SEED=${seed} plays it again)`);
    const server = await startMongo();
    try {
      await inFolder(async (folder) => {
        const base = { folder, mongo: server.uri('faults'), now: summer, seed, of: 2 };
        const acked: Acked[] = [];
        for (let cycle = 0; cycle < cycles; cycle += 1) {
          const killAt = (nth: number): number => 500 + chance(seed, cycle * 5 + nth) * 3_000;
          const job = { ...base, cycle };
          let loaded = 0;
          const count = (): void => {
            loaded += 1;
          };
          const playing = [
            ...[0, 1].map((part) =>
              play({ ...job, role: 'web', part, name: `web-${part}` }, killAt(part), 60_000, count),
            ),
            ...[2, 3].map((nth) => play({ ...job, role: 'worker', name: `worker-${nth}` }, killAt(nth), 60_000, count)),
          ];
          // Every other time the store dies under them, and comes back while they live or after they have died.
          if (cycle % 2 === 1) {
            while (loaded < playing.length) await pause(20);
            await pause(chance(seed, cycle * 5 + 4) * 600);
            await server.kill();
            await pause(1_500);
            await server.start();
          }
          const heard = await Promise.all(playing);
          acked.push(...heard.flatMap((each) => each.acked));
        }
        await replaySpools(base);
        const last = { ...base, of: 1, cycle: cycles, inspect: true, role: 'both', name: 'web-0' };
        const { report } = await play(last, null, 120_000);
        if (!report) throw new Error('the last process made no report');
        console.info(`${acked.length} messages were answered`);
        expect(acked.length).toBeGreaterThan(cycles);
        const stored = report.senders.flatMap(({ ids }) => ids);
        expect(acked.filter(({ id }) => !stored.includes(id))).toEqual([]);
        expect(stored).toHaveLength(new Set(stored).size);
        for (const { ids, messages } of report.senders) expect(messages).toBe(ids.length);
        expectAlertsAndAnswers(report);
        expect(report.broken).toEqual([]);
        await expectSending(folder, report);
      });
    } finally {
      await server.close();
    }
  });
});

/** What a web had spooled when it was killed is its own to replay: it is started once more. */
const replaySpools = (base: object) =>
  play({ ...base, cycle: cycles, inspect: true, role: 'both', part: 1, name: 'web-1' }, null, 120_000);
