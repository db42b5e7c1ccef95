import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { checkLines } from '../../../src/cli/doctor/catalog.ts';
import { doctorCommand, examine } from '../../../src/cli/doctor/doctor.ts';
import type { Finding } from '../../../src/cli/doctor/finding.ts';
import { checkClock, checkNode } from '../../../src/cli/doctor/machine.ts';
import type { CrisisPack } from '../../../src/content/packs.ts';
import { CoachError } from '../../../src/domain/errors.ts';
import { openStorage } from '../../../src/service/service.ts';
import { theCatalog } from '../../support/catalog.ts';
import { type MainProcess, startMain } from '../../support/main-process.ts';
import { root, storeWorker } from '../../support/places.ts';

jest.setTimeout(60_000);

const key = Buffer.alloc(32, 7).toString('base64url');
const otherKey = Buffer.alloc(32, 8).toString('base64url');

let folder: string;
let dataDir: string;
let ends: (() => unknown)[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-doctor-'));
  dataDir = join(folder, 'data');
  ends = [];
});
afterEach(async () => {
  for (const end of ends) await end();
  await rm(folder, { recursive: true, force: true });
});

const patient = (environment: Record<string, string> = {}, catalog = theCatalog) => ({
  environment: { PORT: '0', COACH_DATA_DIR: dataDir, ...environment },
  loadCatalog: catalog,
  build: join(root, 'dist'),
  storeWorker,
});
const look = async (environment: Record<string, string> = {}): Promise<readonly Finding[]> =>
  examine(patient(environment));
const of = (findings: readonly Finding[], name: string): Finding | undefined =>
  findings.find((finding) => finding.name === name);

function startService(environment: Record<string, string> = {}): MainProcess {
  const service = startMain(join(root, 'dist'), { COACH_DATA_DIR: dataDir, ...environment });
  ends.push(() => {
    service.child.kill('SIGKILL');
    return service.ended;
  });
  return service;
}

/** The port of another program. */
async function answering(): Promise<string> {
  const stub: Server = createServer((_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve));
  ends.push(() => new Promise((resolve) => stub.close(resolve)));
  return String((stub.address() as AddressInfo).port);
}

async function usedFolder(master = key): Promise<void> {
  const { store, keys } = await openStorage(dataDir, storeWorker, Buffer.from(master, 'base64url'));
  await store.close();
  await keys.close();
}

describe('the doctor', () => {
  test('finds nothing that fails on a fresh machine, and makes nothing there', async () => {
    const findings = await look();
    expect(findings.filter(({ result }) => result !== 'ok').map(({ name }) => name)).toEqual(['on call']);
    expect(await readdir(folder)).toEqual([]);
  });

  test('asks a running service through its socket, and leaves the file to it', async () => {
    const { url } = await startService().ready;
    const findings = await look();
    expect(of(findings, 'service')).toMatchObject({ result: 'ok', say: expect.stringContaining('It runs') });
    expect(of(findings, 'store')).toMatchObject({ result: 'ok', say: expect.stringContaining('service says') });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('says when a running service cannot store', async () => {
    await mkdir(dataDir, { mode: 0o700 });
    const stub = createServer((_request, response) =>
      response.end('{"value":{"problems":[{"code":"STORE_UNAVAILABLE","about":"spool","blocks":true}]}}\n'),
    );
    await new Promise<void>((resolve) => stub.listen(join(dataDir, 'coach.sock'), resolve));
    ends.push(() => new Promise((resolve) => stub.close(resolve)));
    expect(of(await look(), 'store')).toMatchObject({ result: 'fail', say: expect.stringContaining('spool') });
  });

  test('says when another program has the port', async () => {
    const findings = await look({ PORT: await answering() });
    expect(of(findings, 'service')).toMatchObject({ result: 'fail', say: expect.stringContaining('set PORT') });
  });

  test('opens a store that nobody uses with its key, and with no other', async () => {
    await usedFolder();
    expect(of(await look({ COACH_KEY: key }), 'store')).toMatchObject({ result: 'ok' });
    const wrong = of(await look({ COACH_KEY: otherKey }), 'store');
    expect(wrong).toMatchObject({ result: 'fail', say: expect.stringMatching(/^KEY_MISSING: /) });
    // Opened and left: it can be opened again.
    expect(of(await look({ COACH_KEY: key }), 'store')).toMatchObject({ result: 'ok' });
  });

  test('says when a key lies beside what it locks', async () => {
    await usedFolder();
    await writeFile(join(dataDir, 'kek.key'), otherKey, { mode: 0o600 });
    expect(of(await look({ COACH_KEY: key }), 'key')).toMatchObject({ result: 'warn' });
  });

  test('says when others can look into the folder or a secret', async () => {
    await mkdir(dataDir, { mode: 0o700 });
    const path = join(folder, 'key');
    await writeFile(path, key, { mode: 0o600 });
    const tight = await look({ COACH_KEY_FILE: path });
    expect([of(tight, 'data folder')?.result, of(tight, 'secret files')?.result]).toEqual(['ok', 'ok']);
    await chmod(dataDir, 0o750);
    await chmod(path, 0o644);
    const loose = await look({ COACH_KEY_FILE: path });
    expect(of(loose, 'data folder')).toMatchObject({ result: 'warn', say: expect.stringContaining('chmod 700') });
    expect(of(loose, 'secret files')).toMatchObject({ result: 'warn', say: expect.stringContaining(path) });
  });

  test('says when the data folder is a file', async () => {
    await writeFile(dataDir, '');
    expect(of(await look(), 'data folder')).toMatchObject({ result: 'fail' });
  });

  test('counts what waits in the spool', async () => {
    await mkdir(join(dataDir, 'spool'), { recursive: true, mode: 0o700 });
    await writeFile(join(dataDir, 'spool', '0000000000000001.sealed'), 'x');
    await writeFile(join(dataDir, 'spool', '0000000000000002.draft'), 'x');
    expect(of(await look(), 'spool')).toMatchObject({ result: 'warn', say: expect.stringMatching(/^1 of /) });
  });

  test('refuses a path that is too long for a socket', async () => {
    const far = join(folder, 'x'.repeat(100));
    expect(of(await look({ COACH_DATA_DIR: far }), 'socket')).toMatchObject({ result: 'fail' });
  });

  test('says what content is broken', async () => {
    const broken = () => Promise.reject(new CoachError('CONTENT_INVALID', 'menu.yaml, line 2: mend it'));
    const findings = await examine(patient({}, broken));
    expect(of(findings, 'content')).toEqual({
      ...{ name: 'content', result: 'fail', say: 'CONTENT_INVALID: menu.yaml, line 2: mend it' },
    });
  });

  test('lists each problem of the configuration, shows no secret, and exits with 1', async () => {
    const output = new PassThrough().setEncoding('utf8');
    const hush = 'do-not-show-this';
    const environment = { COACH_ENV: 'production', COACH_KEY: hush, COACH_METRICS_TOKEN: hush, COACH_TYP0: hush };
    const code = await doctorCommand(patient(environment), output, { json: true });
    const said = String(output.read());
    const told = JSON.parse(said) as { ok: boolean; findings: readonly Finding[] };
    expect({ code, ok: told.ok }).toEqual({ code: 1, ok: false });
    for (const name of ['COACH_TYP0', 'COACH_KEY', 'COACH_BOT_APP_ID', 'COACH_COVERED_ENTITY', 'on call']) {
      expect(told.findings).toContainEqual({
        ...{ name: 'configuration', result: 'fail', say: expect.stringMatching(`^${name}: `) },
      });
    }
    expect(said).not.toContain(hush);
  });

  test('exits with 0 when nothing fails, and says so in lines', async () => {
    const output = new PassThrough().setEncoding('utf8');
    expect(await doctorCommand(patient(), output, {})).toBe(0);
    expect(String(output.read())).toMatch(/^ok {4}node .*\n[\s\S]*\n\n0 failed, 1 to look at, \d+ good\n$/);
  });
});

describe('single checks', () => {
  test.each([
    ['v20.19.0', 'ok'],
    ['v20.20.2', 'ok'],
    ['v22.1.0', 'ok'],
    ['v20.18.3', 'fail'],
    ['v18.20.0', 'fail'],
  ])('Node %s: %s', (version, result) => {
    expect(checkNode(version).result).toBe(result);
  });

  test('a clock behind its files, and one that jumps', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await checkClock([folder])).toMatchObject({ result: 'ok' });
    expect(await checkClock([folder], () => Date.now() - 3_600_000)).toMatchObject({ result: 'fail' });
    let looked = 0;
    const jumping = () => {
      looked += 1;
      return Date.now() + looked * 1_000;
    };
    expect(await checkClock([folder], jumping)).toMatchObject({ result: 'warn' });
  });

  test('crisis lines that nobody called for 180 days, and a country without its own', () => {
    const day = Date.parse('2026-06-01');
    const line = { id: 'suicide', verified_on: '2026-06-01' };
    const packs = new Map([['us', { country: 'us', lines: [line] } as unknown as CrisisPack]]);
    expect(checkLines(packs, 'us', day + 180 * 86_400_000)).toMatchObject({ result: 'ok' });
    const stale = checkLines(packs, 'us', day + 181 * 86_400_000);
    expect(stale).toMatchObject({ result: 'warn', say: expect.stringContaining('us/suicide') });
    expect(checkLines(packs, 'fr', day)).toMatchObject({ result: 'warn', say: expect.stringContaining('COUNTRY') });
  });
});
