import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { directLine, type MainProcess, startMain } from '../support/main-process.ts';
import { hasMongo, openMongoServer, skipLoudly } from '../support/mongo-server.ts';
import { root } from '../support/places.ts';

jest.setTimeout(120_000);
if (!hasMongo()) skipLoudly('the built service on MongoDB');
const withServer = hasMongo() ? describe : describe.skip;
const dist = join(root, 'dist');
const key = Buffer.alloc(32, 7).toString('base64url');

test('the driver is loaded only where the store is asked for: nothing but its adapter names it, and that is imported late', async () => {
  const files = (await readdir(join(root, 'src'), { recursive: true })).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(
    files.map(async (file) => [file, await readFile(join(root, 'src', file), 'utf8')] as const),
  );
  const others = texts.filter(([file]) => !file.startsWith('adapters/mongodb/'));
  const early = others.filter(([, text]) =>
    /^(?:import|export) .*from '(?:mongodb|.*adapters\/mongodb\/.*)';$/m.test(text),
  );
  expect(early.map(([file]) => file)).toEqual([]);
});

withServer('the built service on MongoDB', () => {
  let server: Awaited<ReturnType<typeof openMongoServer>>;
  let folder: string;
  beforeAll(async () => {
    server = await openMongoServer();
    folder = await mkdtemp(join(tmpdir(), 'coach-'));
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const start = (name: string, more: Record<string, string> = {}): MainProcess =>
    startMain(
      dist,
      {
        ...{ COACH_STORE: 'mongodb', MONGODB_URI: server.uri('service'), COACH_KEY: key },
        COACH_DATA_DIR: join(folder, name),
        ...more,
      },
      60_000,
    );
  const stop = async ({ child, ended }: MainProcess): Promise<number | null> => {
    child.kill('SIGTERM');
    return (await ended).code;
  };

  test('a web and a worker run side by side; another key, and the folder of another process, are refused', async () => {
    const web = start('web', { COACH_ROLE: 'web' });
    const { url } = await web.ready;
    const worker = start('worker', { COACH_ROLE: 'worker' });
    await worker.ready;
    const alex = await directLine(url, 'user-1');
    await alex.post('menu', 'm-1');
    for (let tries = 0; (await alex.texts()).length < 2 && tries < 50; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await alex.texts()).length).toBeGreaterThan(1);
    const stranger = await start('other', { COACH_KEY: Buffer.alloc(32, 8).toString('base64url') }).ended;
    expect([stranger.code, stranger.stderr]).toEqual([1, expect.stringContaining('KEY_MISSING')]);
    const same = await start('web').ended;
    expect([same.code, same.stderr]).toEqual([1, expect.stringContaining('STORE_IN_USE')]);
    expect(await Promise.all([stop(web), stop(worker)])).toEqual([0, 0]);
  });

  test('a server that is not there is told with its code, and no password', async () => {
    const { code, stderr } = await start('none', { MONGODB_URI: 'mongodb://user:hush@127.0.0.1:9/x' }).ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining('STORE_UNAVAILABLE')]);
    expect(stderr).not.toContain('hush');
  });
});
