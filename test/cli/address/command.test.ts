import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { type Ask, cancelCommand, listCommand, moveCommand } from '../../../src/cli/address/command.ts';
import { withService } from '../../../src/cli/control-client.ts';
import { aFolder } from '../../adapters/libsql-folder.ts';
import { theCatalog } from '../../support/catalog.ts';
import { storeWorker } from '../../support/places.ts';

const spec = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: null } as const;
const couples = [
  {
    caseCode: 'C-017',
    relationship: 'romantic',
    b: null,
    a: { ...spec, name: 'Alex', channel: 'sms', address: '+15550100' },
  },
  {
    caseCode: 'C-018',
    relationship: 'romantic',
    b: null,
    a: { ...spec, name: 'Kim', channel: 'teams', address: 'kim' },
  },
];

/** Asks a data folder of its own, without a service. */
async function anAsk(): Promise<Ask> {
  const { dir } = await aFolder();
  const config = {
    dataDir: dir,
    masterKey: null,
    environment: 'development',
    country: 'us',
    zone: 'America/Chicago',
  } as const;
  const build = { worker: storeWorker, loadCatalog: theCatalog };
  return (operation, args) => withService(config, operation, args, {}, build);
}

/** What a command writes. */
async function said(run: (output: NodeJS.WritableStream) => Promise<void>): Promise<string> {
  const output = new PassThrough();
  await run(output);
  output.end();
  return text(output);
}

describe('coach address', () => {
  test('moves, lists and cancels, and never shows the address', async () => {
    const ask = await anAsk();
    await ask('enrol', { couples });
    const streams = { input: Readable.from(['+15550100\n']), told: new PassThrough() };
    const options = { by: 'Dana', checked: 'in person' };
    const moved = await said((output) => moveCommand(ask, ['sms', 'C-018', 'a'], options, { ...streams, output }));
    expect(moved).toMatch(/C-017 a {2}sms {2}moves \d{4}-.*asked by Dana\nUntil then: coach address cancel C-017 /);
    const listed = await said((output) => listCommand(ask, 'C-017', output));
    expect(moved).toContain(listed);
    expect(moved + listed).not.toContain('5550100');
    const [id = ''] = listed.split('  ');
    expect(await said((output) => cancelCommand(ask, ['C-017', id], 'Dana', output))).toMatch(/stays/);
    expect(await said((output) => listCommand(ask, 'C-017', output))).toBe('Nothing waits in this case.\n');
  });
  test.each([
    [['sms', 'C-018', 'c'], '+15550100\n', 'ENROLMENT_INVALID'],
    [['fax', 'C-018', 'a'], '+15550100\n', 'ENROLMENT_INVALID'],
    [['sms', 'C-018', 'a'], '\n', 'ENROLMENT_INVALID'],
    [['sms', 'C-018', 'a'], '+15559999\n', 'NOT_FOUND'],
  ] as const)('%j with %j is refused with a code', async (given, typed, code) => {
    const ask = await anAsk();
    await ask('enrol', { couples });
    const streams = { input: Readable.from([typed]), output: new PassThrough(), told: new PassThrough() };
    const moving = moveCommand(ask, given, { by: 'Dana', checked: 'in person' }, streams);
    await expect(moving).rejects.toMatchObject({ code });
  });
});
