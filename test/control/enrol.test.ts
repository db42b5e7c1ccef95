import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withService } from '../../src/cli/control-client.ts';
import type { EnrolItem } from '../../src/control/enrol.ts';
import { theCatalog } from '../support/catalog.ts';
import { type MainProcess, startMain } from '../support/main-process.ts';
import { root, storeWorker } from '../support/places.ts';

let dataDir: string;
let service: MainProcess | null = null;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'coach-enrol-'));
});
afterEach(async () => {
  service?.child.kill('SIGTERM');
  await service?.ended;
  service = null;
  await rm(dataDir, { recursive: true, force: true });
});

const person = { language: 'en', zone: 'America/Chicago', checkIn: null } as const;
const couples = [
  {
    caseCode: 'C-017',
    relationship: 'friends',
    a: { ...person, name: 'Kim', invites: ['sms', 'teams'] },
    b: { ...person, name: 'Lee', invites: ['sms'] },
  },
];

async function ask(operation: string, args: object, item: (told: object) => void = () => {}): Promise<unknown> {
  const config = {
    dataDir,
    masterKey: null,
    environment: 'development',
    country: 'us',
    zone: 'America/Chicago',
  } as const;
  const build = { worker: storeWorker, loadCatalog: theCatalog };
  return withService(config, operation, args, { item }, build);
}

/** What was told of each couple, and the counts at the end. */
async function enrolling() {
  const items: EnrolItem[] = [];
  const count = await ask('enrol', { couples }, (told) => void items.push(told as EnrolItem));
  return { count, items };
}

/** Enrols, enrols again, invites again, verifies. */
async function all(): Promise<void> {
  const first = await enrolling();
  expect(first.count).toEqual({ enrolled: 1, already: 0, failed: 0, left: 0 });
  expect(first.items).toMatchObject([{ index: 0, result: { status: 'enrolled' } }]);
  expect(JSON.stringify(first.items).match(/"code":"/g)).toHaveLength(3);
  expect(await enrolling()).toMatchObject({
    count: { enrolled: 0, already: 1 },
    items: [{ index: 0, result: { status: 'already-enrolled' } }],
  });
  expect(await ask('invite', { caseCode: 'C-017', side: 'b', channel: 'teams' })).toMatchObject({ side: 'b' });
  await expect(ask('invite', { caseCode: 'C-018', side: 'b', channel: 'teams' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await ask('audit-verify', {})).toMatchObject({ broken: [] });
}

test('couples are enrolled where no service runs, also in a folder that is not there yet', all);

test('couples are enrolled by the running service, through its socket', async () => {
  service = startMain(join(root, 'dist'), { COACH_DATA_DIR: dataDir });
  await service.ready;
  await all();
  expect(await ask('status', {})).toMatchObject({ running: true, ready: true });
});
