import { describe, expect, jest, test } from '@jest/globals';
import { inFolder } from '../support/crash.ts';
import { noon } from '../support/engine.ts';
import { type Acked, chance, expectAlertsAndAnswers, expectAllKept, expectSending, play } from '../support/load.ts';

const cycles = Number(process.env['KILL_CYCLES'] ?? 20);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** Noon by winter time; the clocks were put forward since. */
const summer = noon + 2 * 86_400_000;

jest.setTimeout(30_000 + cycles * 8_000);

describe('killed at random under load', () => {
  test(`${cycles} times: nothing that was answered is lost or done twice`, async () => {
    console.info(`seed ${seed} (SEED=${seed} plays it again)`);
    await inFolder(async (folder) => {
      const acked: Acked[] = [];
      for (let cycle = 0; cycle < cycles; cycle += 1) {
        const heard = await play({ folder, now: summer, seed, cycle }, chance(seed, cycle) * 700);
        acked.push(...heard.acked);
      }
      const { report } = await play({ folder, now: summer, seed, cycle: cycles, inspect: true }, null);
      if (!report) throw new Error('the last process made no report');
      console.info(`${acked.length} messages were answered`);
      expect(acked.length).toBeGreaterThan(cycles);
      expectAllKept(report, acked);
      expectAlertsAndAnswers(report);
      expect(report.chains).toBeGreaterThan(12);
      expect(report.broken).toEqual([]);
      await expectSending(folder, report);
    });
  });
});
