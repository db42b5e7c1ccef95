import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { measureLoad } from '../../../src/cli/simulate/load/measure.ts';
import { loadTable, rowOf } from '../../../src/cli/simulate/load/row.ts';
import { numberIn, numbersIn, serverFor } from '../../../src/cli/simulate/options.ts';
import { openStorage } from '../../../src/service/service.ts';
import { crashedDist } from '../../support/crash.ts';
import { storeWorker } from '../../support/places.ts';

jest.setTimeout(60_000);

const part = (seconds: number, took: readonly number[]) => ({ turns: took.length, seconds, cpu: 400, took });

describe('a load', () => {
  test('counts what its processes came to together, by the slowest', () => {
    const row = rowOf(1_000, [part(1, [1, 2, 3]), part(2, [4, 5])]);
    const rates = { turns: 5, perSecond: 2.5, cpuMs: 160, cores: 0.4 };
    expect(row).toEqual({ couples: 1_000, processes: 2, ...rates, median: 3, p99: 5 });
    expect(loadTable([row]).split('\n')[2]).toMatch(/^\| +1,000 \| +2 \| +5 \| +2\.5 \|/);
  });

  test('takes numbers alone, and a server where one is needed', () => {
    expect(numbersIn('--couples', '1000,20000')).toEqual([1_000, 20_000]);
    for (const text of ['', 'many', '0', '1,,2', '1.5', '-3'])
      expect(() => numbersIn('--couples', text)).toThrow(/--couples/);
    expect(() => numberIn('--turns', '1,2')).toThrow(/--turns/);
    expect(serverFor('libsql', undefined)).toBeNull();
    expect(() => serverFor('mongodb', undefined)).toThrow(/MONGODB_URI/);
    expect(() => serverFor('sqlite', 'mongodb://x/')).toThrow(/libsql or mongodb/);
  });

  test('on the embedded store: fills it, and a process of its own writes to it', async () => {
    const heard: string[] = [];
    const program = join(crashedDist, 'src/cli/coach.js');
    const open = (dataDir: string) => openStorage(dataDir, storeWorker);
    const plan = { couples: [40, 20], processes: [2], turns: 32, mongo: null };
    const rows = await measureLoad(plan, program, (line) => void heard.push(line), open);
    expect(rows).toMatchObject([
      { couples: 20, processes: 1, turns: 32 },
      { couples: 40, processes: 1, turns: 32 },
    ]);
    expect(heard).toEqual([
      '20 of 20 couples are there',
      '20 couples, 1 process writes',
      '40 of 40 couples are there',
      '40 couples, 1 process writes',
    ]);
  });

  test('says so when a process of it fails', async () => {
    const plan = { couples: [1], processes: [1], turns: 1, mongo: null };
    const open = (dataDir: string) => openStorage(dataDir, storeWorker);
    await expect(measureLoad(plan, '/nowhere.js', () => {}, open)).rejects.toMatchObject({ code: 'SIMULATION_FAILED' });
  });
});
