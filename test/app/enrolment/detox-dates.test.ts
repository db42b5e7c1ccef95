import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { setDetox, showDetox } from '../../../src/cli/detox/command.ts';
import { operations } from '../../../src/control/operations.ts';
import { faultOfDetox, isSoonAfter } from '../../../src/domain/detox.ts';
import { aWorld } from '../../support/app.ts';

const of = { caseCode: 'C-017', side: 'a', by: 'Dana' } as const;

describe('a detox date', () => {
  const noon = Date.UTC(2026, 2, 7, 12);
  test.each([
    ['2026-03-07', null],
    ['2026-03-08', /future/],
    ['2026-02-30', /day that there is/],
    ['7 March', /day that there is/],
    ['1999-12-31', /2000/],
  ])('%s is a day that can be kept, or says why not', (written, fault) => {
    const found = faultOfDetox(written, noon, 'UTC');
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });

  test('its fourteen days are those of the partner’s own zone', () => {
    const [first, last] = [Date.UTC(2026, 2, 7, 5), Date.UTC(2026, 2, 22, 4)];
    const at = (instant: number) => isSoonAfter('2026-03-07', 14, instant, 'America/Chicago');
    expect([at(first), at(first + 3_600_000), at(last), at(last + 3_600_000)]).toEqual([false, true, true, false]);
  });

  test('is kept, shown and taken away by a counselor, in the partner’s own part; the audit says who, never when it was', async () => {
    const { app, couple } = await aWorld();
    const ask = async (operation: string, args: object) =>
      operations.get(operation)?.run({ app: async () => app } as never, args, {} as never);
    const say = async (line: string): Promise<string> => {
      const [input, output, told] = [new PassThrough(), new PassThrough(), new PassThrough()];
      input.end(`${line}\n`);
      await setDetox(ask, of, { input, output, told });
      output.end();
      return text(output);
    };
    expect(await say('2024-02-29')).toBe('2024-02-29\n');
    expect([(await app.couple(couple))?.a.detox, (await app.couple(couple))?.b?.detox]).toEqual([
      '2024-02-29',
      undefined,
    ]);
    await expect(say('2024-02-30')).rejects.toMatchObject({ code: 'DETOX_INVALID' });
    await expect(say('9999-01-01')).rejects.toMatchObject({ code: 'DETOX_INVALID' });
    const shown = new PassThrough();
    await showDetox(ask, of, shown);
    expect(await text(shown.end())).toBe('2024-02-29\n');
    expect(await say('')).toBe('none\n');
    await expect(app.setDetox({ ...of, caseCode: 'C-404' }, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const audit = await app.audit('couple', couple, 0, 500);
    expect(audit.flatMap(({ event }) => (event.startsWith('detox-') ? [event] : []))).toEqual([
      'detox-set',
      'detox-read',
      'detox-set',
    ]);
    expect(JSON.stringify(audit)).not.toContain('2024-02-29');
  });
});
