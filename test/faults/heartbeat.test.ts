import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { crashedDist } from '../support/crash.ts';
import { root } from '../support/places.ts';

/** How often the service tells its watch here, ms; no beat for ten of them is silence. */
const everyMs = 100;
const longest = 10 * everyMs;

let folder: string;
let server: Server;
let beats: number;
let child: ChildProcess;
let ended: Promise<void>;

beforeEach(async () => {
  beats = 0;
  server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/beat') beats += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  folder = await mkdtemp(join(tmpdir(), 'coach-'));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/beat`;
  child = spawn(process.execPath, [join(root, 'test/support/heartbeat-child.js'), crashedDist, folder, url], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  ended = new Promise((resolve) => child.once('close', () => resolve()));
  expect(await hears(2, 20_000)).toBe(true);
}, 30_000);

afterEach(async () => {
  child.kill('SIGKILL');
  await ended;
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Whether so many beats come within a time. */
async function hears(count: number, within: number): Promise<boolean> {
  const wanted = beats + count;
  for (const end = Date.now() + within; Date.now() < end && beats < wanted; ) await setTimeout(20);
  return beats >= wanted;
}

/** No beat from a moment on: one that was on its way may still come. */
async function fallsSilent(): Promise<boolean> {
  await setTimeout(2 * everyMs);
  return !(await hears(1, longest));
}

test('The heartbeat ceases when the process is killed', async () => {
  child.kill('SIGKILL');
  expect(await fallsSilent()).toBe(true);
});

test('The heartbeat ceases while the process is stopped, and comes again when it goes on', async () => {
  child.kill('SIGSTOP');
  expect(await fallsSilent()).toBe(true);
  child.kill('SIGCONT');
  expect(await hears(1, 5_000)).toBe(true);
});

test('The heartbeat ceases while the worker is blocked, and comes again after that', async () => {
  child.send('block the loop');
  expect(await fallsSilent()).toBe(true);
  expect(await hears(1, 10_000)).toBe(true);
});

test('The heartbeat ceases when the store’s thread answers no more', async () => {
  child.send('hang the store');
  expect(await fallsSilent()).toBe(true);
});
