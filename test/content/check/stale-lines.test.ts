import { describe, expect, test } from '@jest/globals';
import { staleLines } from '../../../src/content/check/stale-lines.ts';
import { readContent } from '../../../src/content/load.ts';
import { inFolder } from '../folder.ts';
import { found } from './checked.ts';

// The small content's one line was verified on 2026-11-23.
const on = (today: string, release = false) => found(['lines-old'], {}, { today, release });

describe('crisis lines', () => {
  test('are fresh for 180 days', async () => {
    expect(await on('2027-05-22')).toEqual([]);
  });
  test('warn after that, and block a release', async () => {
    expect(await on('2027-05-23')).toMatchObject([{ severity: 'warning', file: 'lines/us.yaml', line: 1 }]);
    expect((await on('2027-05-23'))[0]?.what).toMatch(/^not verified for up to 181 days: emergency; /);
    expect(await on('2027-05-23', true)).toMatchObject([{ severity: 'error' }]);
  });
  test('are told one by one to who asks', async () => {
    const { packs } = await inFolder({}, readContent);
    expect(staleLines(packs, '2027-06-01')).toEqual([
      { country: 'us', id: 'emergency', verifiedOn: '2026-11-23', age: 190 },
    ]);
  });
});
