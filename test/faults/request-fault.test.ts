import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runProgram } from '../support/child-program.ts';
import { raw } from '../support/raw.ts';

const dist = join(import.meta.dirname, '../../dist/src');

/** A server whose routes throw wherever a request's code can run, as a process of its own: jest has listeners of its own. */
const program = `
import restify from 'restify';
import { endOnFault } from ${JSON.stringify(join(dist, 'service/end-on-fault.js'))};
import { startServer } from ${JSON.stringify(join(dist, 'server/http/server.js'))};
const log = { info() {}, warn() {}, error: (event, error) => console.error(event, error.name) };
const fail = () => { throw new RangeError('canary-words'); };
const places = {
  sync: fail,
  async: async () => fail(),
  timer: () => setTimeout(fail, 1),
  immediate: () => setImmediate(fail),
  promise: (request, response, next) => { void Promise.resolve().then(fail); },
  later: async () => { await new Promise((done) => setTimeout(done, 2)); void Promise.reject(new RangeError('canary-words')); },
  finish: (request, response, next) => { response.once('finish', fail); response.send(200); next(); },
  thread: (request) => { import('node:fs').then((fs) => fs.readFile('/', fail)); },
};
const create = restify.createServer;
restify.createServer = (options) => {
  const server = create(options);
  server.pre((request, response, next) => {
    if (request.url === '/pre') fail();
    if (request.url === '/data') return void request.on('data', fail);
    if (request.url === '/end') return void request.resume().on('end', fail);
    next();
  });
  for (const [name, place] of Object.entries(places)) server.get('/' + name, place.length || name !== 'async' ? (q, r, n) => place(q, r, n) : place);
  return server;
};
const place = { role: 'public', input: 'none' };
const server = await startServer({ host: '127.0.0.1', port: 0, log }, [{ routes: [
  { ...place, method: 'GET', path: '/live', handler: () => ({ body: {} }) },
  { ...place, method: 'UPGRADE', path: '/late', handler: () => () => setTimeout(fail, 1) },
  { ...place, method: 'UPGRADE', path: '/:any', handler: fail },
] }]);
endOnFault(log);
process.on('message', (message) => { if (message === 'fault outside') setTimeout(fail, 1); });
process.send(server.port);
`;

test('A fault inside one request, wherever it is thrown, ends that request only; one outside ends the process', async () => {
  const { child, port, ended, said } = await runProgram(program);
  const get = (path: string) => raw(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 2_000);
  const post = (path: string) =>
    raw(port, `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx`, 2_000);
  const upgrade = (path: string) =>
    raw(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n`, 2_000);
  const asked: Record<string, () => Promise<string>> = {
    ...Object.fromEntries(
      ['sync', 'async', 'timer', 'immediate', 'promise', 'later', 'thread', 'pre'].map((name) => [
        name,
        () => get(`/${name}`),
      ]),
    ),
    data: () => post('/data'),
    end: () => post('/end'),
    upgrade: () => upgrade('/now'),
    'late upgrade': () => upgrade('/late'),
  };
  for (const [name, ask] of Object.entries(asked)) {
    expect(`${name}: ${await ask()}`).toMatch(/: HTTP\/1\.1 500 /);
    expect(`${name}: ${await get('/live')}`).toMatch(/: HTTP\/1\.1 200 /);
  }
  await get('/finish');
  expect(await get('/live')).toMatch(/^HTTP\/1\.1 200 /);
  child.send('fault outside');
  expect(await ended).toBe(1);
  expect(said()).toContain('process.uncaughtException RangeError');
  expect(said()).not.toContain('canary');
}, 40_000);
