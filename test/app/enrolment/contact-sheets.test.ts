import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { setSheet, showSheet } from '../../../src/cli/sheet/command.ts';
import { operations } from '../../../src/control/operations.ts';
import { aWorld } from '../../support/app.ts';

const of = { caseCode: 'C-017', side: 'a', by: 'Dana' } as const;
const sheet = {
  address: '12 Elm Street, side door',
  callBack: '+1 555 0199',
  mayVoicemail: false,
  codeWord: 'blue umbrella',
  contacts: [{ name: 'Ana', number: '+1 (555) 013-3777' }],
  policeMayWorsen: 'yes',
  partnerMayReadPhone: 'unknown',
} as const;

describe('a safe-contact sheet', () => {
  test('is kept with its partner over occurrences, and each look and change is audited', async () => {
    const { app, couple, write } = await aWorld();
    await app.setSheet(of, sheet);
    await write('I want to die');
    const id = (await app.alerts())[0]?.id ?? '';
    await app.act(id, { type: 'false-alarm', by: 'Dana', reason: 'test' });
    await write('I want to die');
    expect((await app.readSheet(of)).kept).toMatchObject({ sheet, by: 'Dana' });
    expect((await app.readSheet({ ...of, side: 'b' })).kept).toBeNull();
    const audit = await app.audit('couple', couple, 0, 500);
    expect(audit.filter(({ event }) => event.startsWith('sheet-')).map(({ event, of: side }) => [event, side])).toEqual(
      [
        ['sheet-set', 'a'],
        ['sheet-read', 'a'],
        ['sheet-read', 'b'],
      ],
    );
    expect(JSON.stringify(audit)).not.toMatch(/Elm|umbrella|Ana/);
  });
  test('is in that partner’s own sealed part: the other’s part and the shared one stay as they were', async () => {
    const { app, couple, store } = await aWorld();
    const before = await store.read('couple', couple);
    await app.setSheet(of, sheet);
    const after = await store.read('couple', couple);
    expect(after?.sealed.b).toBe(before?.sealed.b);
    expect(after?.sealed.a).not.toBe(before?.sealed.a);
    expect(JSON.stringify(after)).not.toMatch(/Elm|umbrella/);
  });
  test('names nobody whom the other partner would hear it from, however the number is written', async () => {
    const { app } = await aWorld();
    const sams = { ...of, side: 'b' } as const;
    for (const number of ['+15550100', '555-0100', '+1 (555) 01 00'])
      await expect(app.setSheet(sams, { contacts: [{ name: 'Ana', number }] })).rejects.toMatchObject({
        code: 'SHEET_PARTNER',
        details: { fields: 'contacts.0' },
      });
    await expect(app.setSheet(of, { callBack: 'SAM' })).rejects.toMatchObject({ code: 'SHEET_PARTNER' });
    expect((await app.readSheet(sams)).kept).toBeNull();
  });
  test('warns where a number has become the other partner’s since', async () => {
    const { app } = await aWorld();
    await app.setSheet(of, sheet);
    await app.setSheet({ ...of, side: 'b' }, { callBack: '555 013 3777' });
    expect((await app.readSheet(of)).partner).toEqual(['contacts.0']);
  });
  test('that cannot be read is refused with its fields, and none of its words', async () => {
    const { app } = await aWorld();
    await app.setSheet(of, sheet);
    for (const wrong of [
      null,
      [],
      { adress: 'x' },
      { hours: '' },
      { contacts: [{}, {}, {}] },
      { mayVoicemail: 'secret' },
    ]) {
      const error = await app.setSheet(of, wrong).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'SHEET_INVALID' });
      expect(String(error)).not.toContain('secret');
    }
    expect((await app.readSheet(of)).kept?.sheet).toEqual(sheet);
    await expect(app.readSheet({ ...of, caseCode: 'C-999' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('comes to the command line by standard input, as YAML or JSON, and is shown as it would be written', async () => {
    const { app } = await aWorld();
    const ask = async (name: string, args: object): Promise<unknown> =>
      operations.get(name)?.run({ app: async () => app } as never, args, {} as never);
    const run = async (written: string) => {
      const [input, output] = [new PassThrough(), new PassThrough()];
      input.end(written);
      await setSheet(ask, ['C-017', 'a'], { by: 'Dana' }, { input, output });
      return String(output.read());
    };
    expect(await run('address: 12 Elm Street\nmayVoicemail: false\n')).toContain('address: 12 Elm Street');
    expect(await run('{"codeWord": "blue"}')).not.toContain('Elm');
    await expect(run('a: [')).rejects.toMatchObject({ code: 'SHEET_INVALID' });
    const output = new PassThrough();
    await showSheet(ask, ['C-017', 'b'], { by: 'Dana' }, output);
    expect(String(output.read())).toBe('# Nothing was written so far.\n');
  });
});
