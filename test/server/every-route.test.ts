import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import { createDirectLine } from '../../src/adapters/direct-line/direct-line.ts';
import { createPrometheus } from '../../src/adapters/prometheus/prometheus.ts';
import type { App } from '../../src/app/create-app.ts';
import type { Route } from '../../src/server/http/route.ts';
import { type Running, startServer } from '../../src/server/http/server.ts';
import { directLineRoutes } from '../../src/server/routes/direct-line.ts';
import { everyRoute } from '../../src/server/routes/every.ts';
import { webhookRoutes } from '../../src/server/routes/webhook.ts';
import { keptLog } from '../support/app.ts';
import { emptyPages } from '../support/console-world.ts';
import { memoryKeys } from '../support/memory-keys.ts';

/** A console where nobody is signed in. */
const nobody = { signIn: { seen: async () => null, isOpen: async () => true } };
/** An app that must never be reached: whatever asks it here was let through. */
const reached: string[] = [];
const app = new Proxy({} as App, {
  get: (_app, name) =>
    name === 'console'
      ? nobody
      : () => {
          reached.push(String(name));
          return Promise.resolve([]);
        },
});
const rehearsal = { now: () => 0, before: () => 0 } as never;
const lines = { linesOf: () => ({}) as never, chatOf: () => '', exercises: [] };
const stage = { couple: 'c', counselor: 'Dana', supervisor: 'Robin', rehearsal, ...lines, pages: import.meta.dirname };
// A provider's own proof is its adapter's business (test/adapters/bot-framework): this one lets nobody in.
const bot = { answer: async () => ({ status: 401 as const }) };
const directLine = createDirectLine(memoryKeys());
const log = keptLog();
const edges = [
  { channels: [directLine.channel], routes: (of: App) => directLineRoutes(of, directLine, log) },
  { channels: [], routes: (of: App) => webhookRoutes(of, { '/api/messages': bot }) },
];
const console = { pages: emptyPages(), publicUrl: null, log, real: () => 0 };
const groups = everyRoute(app, { metrics: { text: createPrometheus(), token: 'right' }, stage, edges, console });
const routes: readonly Route[] = groups.flatMap((group) => group.routes);
const named = (chosen: readonly Route[]) => chosen.map((route) => [`${route.method} ${route.path}`, route] as const);
const forMachine = ({ role }: Route) => role === 'machine' || role === 'operator';

let server: Running;
beforeAll(async () => {
  server = await startServer({ host: '127.0.0.1', port: 0, log }, groups);
});
afterAll(() => server.close());

interface Said {
  readonly status: number;
  readonly code: string;
  readonly text: string;
}

/** One request, or an upgrade, at a route's path; `id` and `query` stand in it. */
function ask(route: Route, headers: Record<string, string> = {}, body = '', method: string = route.method, at = {}) {
  const { id, query } = { id: 'x', query: '', ...at };
  const upgrade = method === 'UPGRADE';
  const key = { 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==', 'sec-websocket-version': '13' };
  const more = upgrade ? { connection: 'Upgrade', upgrade: 'websocket', ...key } : {};
  const path = `${route.path.replace(/:\w+/g, id).replace('*', 'x')}${query}`;
  return new Promise<Said>((resolve, reject) => {
    const all = { ...(body ? { 'content-type': 'application/json' } : {}), ...more, ...headers };
    const options = { host: '127.0.0.1', port: server.port, path, method: upgrade ? 'GET' : method, headers: all };
    const asking = request({ ...options, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, code: /"code":"(\w+)"/.exec(text)?.[1] ?? '', text }),
      );
    });
    asking.once('upgrade', (_response, socket) => {
      socket.destroy();
      resolve({ status: 101, code: '', text: '' });
    });
    asking.once('error', reject);
    asking.end(body);
  });
}

describe('the list of routes', () => {
  test('names who may ask, for each', () => {
    expect(routes.length).toBeGreaterThan(15);
    for (const { role } of routes) expect(['public', 'provider', 'machine', 'operator', 'console']).toContain(role);
    // @ts-expect-error a route says who may ask
    const without: Route = { method: 'GET', path: '/x', input: 'none', handler: () => ({}) };
    expect(without.role).toBeUndefined();
  });
  test('has no two at one place', () => {
    const places = routes.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });
  test('opens only health, files by their token, the page that notices lead to, and a webhook to its provider', () => {
    const open = routes
      .filter((route) => !forMachine(route) && route.role !== 'console')
      .map(({ role, path }) => `${role} ${path}`);
    const page = ['', '/cases/:id', '/couples', '/couples/:id', '/couples/:id/:side', '/on-call', '/people', '/account']
      .concat('/link', '/assets/*', '/closed.css')
      .map((path) => `public /console${path}`);
    expect(open).toEqual(['public /livez', 'public /readyz', 'public /files', ...page, 'provider /api/messages']);
  });
});

describe('a page of another site, or another name of this machine', () => {
  test.each(named(routes.filter(forMachine)))('is kept from %s', async (_name, route) => {
    reached.length = 0;
    const signs = [
      { host: 'evil.example' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const sign of signs)
      expect(await ask(route, sign as Record<string, string>)).toMatchObject({ status: 403, code: 'ORIGIN_REFUSED' });
    expect(reached).toEqual([]);
  });
});

describe('who has no token, or a wrong or another’s', () => {
  const wanting = routes.filter(({ headers, method }) => headers?.includes('authorization') || method === 'UPGRADE');
  test.each(named(wanting))('gets nothing from %s', async (_name, route) => {
    reached.length = 0;
    for (const authorization of ['', 'Bearer', 'Bearer wrong', 'Basic cmlnaHQ=', 'Bearer a.b.c'])
      expect((await ask(route, { authorization })).status).toBe(401);
    if (route.path.includes(':id') && route.method !== 'UPGRADE') {
      const other = { authorization: `Bearer ${directLine.issue('sam').token}` };
      expect(await ask(route, other)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
    expect(reached).toEqual([]);
  });
});

describe('a body that breaks the schema', () => {
  const checked = routes.filter(({ input }) => typeof input === 'object');
  test.each(named(checked))('is refused by a code, with no word of it: %s', async (_name, route) => {
    const schema = route.input as z.ZodType;
    // Some acts need no body: whatever comes is one.
    if (schema.safeParse(undefined).success) return;
    reached.length = 0;
    const key = fc.constantFrom('user', 'id', 'words', 'outcome', 'task', 'advance', 'to', '__proto__');
    const junk = fc
      .oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue()))
      .filter((value) => !schema.safeParse(JSON.parse(JSON.stringify(value))).success);
    await fc.assert(
      fc.asyncProperty(junk, async (value) => {
        const { status, code, text } = await ask(route, {}, JSON.stringify({ canary: 1, ...Object(value) }));
        // A junk of tokens meets the limit of its address.
        if (status !== 429) expect({ status, code }).toEqual({ status: 400, code: 'BODY_INVALID' });
        expect(text).not.toContain('canary');
      }),
      { numRuns: 25 },
    );
    expect((await ask(route, {}, '{')).code).toBe('BODY_INVALID');
    expect(reached).toEqual([]);
  });
});

/** What opens a route of a conversation: its own token, in a header and in the query. */
function opening() {
  const { conversationId: id, token } = directLine.issue('alex');
  return { id, token, headers: { authorization: `Bearer ${token}` } };
}

describe('junk where no schema stands before the handler', () => {
  const unchecked = routes.filter(({ method, input }) => method === 'POST' && typeof input === 'string');
  test.each(named(unchecked))('is never a fault, and never said again: %s', async (_name, route) => {
    const { id, headers } = opening();
    const key = fc.constantFrom('type', 'text', 'value', 'name', 'from', 'channelData', 'attachments', '__proto__');
    const junk = fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue())).map((value) => JSON.stringify(value));
    await fc.assert(
      fc.asyncProperty(junk, async (body) => {
        const said = JSON.stringify({ canary: 1, text: 'canary', ...Object(JSON.parse(body)) });
        const { status, text } = await ask(route, headers, said, 'POST', { id });
        expect(status).toBeLessThan(500);
        expect(text).not.toContain('canary');
        expect((await ask(route, headers, body, 'POST', { id })).status).toBeLessThan(500);
      }),
      { numRuns: 25 },
    );
    for (const broken of ['{', '[1', 'canary', '"\\u00'])
      expect(await ask(route, headers, broken, 'POST', { id })).toMatchObject({ status: 400, code: 'BODY_INVALID' });
    const zipped = { ...headers, 'content-encoding': 'gzip' };
    expect(await ask(route, zipped, '{}', 'POST', { id })).toMatchObject({ status: 415, code: 'BODY_TYPE' });
  });
});

describe('a watermark that is none', () => {
  const reading = routes.filter(({ query }) => query?.includes('watermark'));
  const names = ['GET /directline/conversations/:id', 'GET /directline/conversations/:id/activities'];
  test('is read by these alone', () => {
    expect(named(reading).map(([name]) => name)).toEqual([...names, 'UPGRADE /directline/conversations/:id/stream']);
  });
  test.each(named(reading))('is refused by a code: %s', async (_name, route) => {
    reached.length = 0;
    const { id, token, headers } = opening();
    const junk = fc.oneof(
      fc.constantFrom('-1', '1.5', 'NaN', 'Infinity', '1e99', '9007199254740992', 'null', '[]', '1,2', '\u0000'),
      fc.string({ minLength: 1 }).filter((text) => !/^\s*[\d+.]|^\s*$|^\s*-0|^0[xob]/i.test(text)),
    );
    await fc.assert(
      fc.asyncProperty(junk, async (watermark) => {
        const query = `?t=${token}&watermark=${encodeURIComponent(watermark)}`;
        const said = await ask(route, headers, '', route.method, { id, query });
        expect(said).toMatchObject({ status: 400, code: 'BODY_INVALID' });
      }),
      { numRuns: 25 },
    );
    expect(reached).toEqual([]);
  });
});

test.each(named(routes.filter(({ method }) => method !== 'UPGRADE')))('%s takes no other method', async (_n, route) => {
  expect((await ask(route, {}, '', 'DELETE')).status).toBe(405);
});

test('No refusal is logged as a fault', () => expect(log.lines).toEqual([]));
