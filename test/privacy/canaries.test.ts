import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createDirectLine } from '../../src/adapters/direct-line/direct-line.ts';
import { createLog } from '../../src/adapters/pino/log.ts';
import { createPrometheus } from '../../src/adapters/prometheus/prometheus.ts';
import { createStandingClock } from '../../src/adapters/rehearsal/clock.ts';
import { createRehearsalOnCall } from '../../src/adapters/rehearsal/on-call.ts';
import { defaultPaces } from '../../src/app/inbound/pacing.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { startServer } from '../../src/server/http/server.ts';
import { directLineRoutes } from '../../src/server/routes/direct-line.ts';
import { metricsRoutes } from '../../src/server/routes/metrics.ts';
import { type Catalog, openService, openStorage } from '../../src/service/service.ts';
import { breakable } from '../support/app.ts';
import { theCatalog } from '../support/catalog.ts';
import { noon } from '../support/engine.ts';
import { built, storeWorker } from '../support/places.ts';

/** A partner's words, names, numbers and addresses, and what a crisis is about: nowhere but in the chat itself. */
const canaries = ['canary', 'Quetzal', '5557012', 'want to die', 'suicide', 'self-harm', 'me quiero morir'];

const found = (text: string): string[] => canaries.filter((canary) => text.includes(canary));

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'coach-canary-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const filesOf = (): { count: number; text: string } => {
  const files = readdirSync(dataDir, { recursive: true })
    .map((name) => join(dataDir, String(name)))
    .filter((file) => statSync(file).isFile());
  return { count: files.length, text: files.map((file) => `${file}\n${readFileSync(file, 'latin1')}`).join('\n') };
};

/** A dialog that throws a partner's words, and a screening that does. */
function breaking(catalog: Catalog): Catalog {
  const fault = () => new Error('canary-thrown by Quetzal\n    at canary-place (I want to die:1:1)');
  return {
    ...catalog,
    dialogs: new Proxy(catalog.dialogs, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name);
        if (name !== 'get') return typeof own === 'function' ? (own.bind(target) as unknown) : own;
        return (dialog: string) => {
          if (dialog === 'menu') throw fault();
          return target.get(dialog);
        };
      },
    }),
    screen: Object.assign((text: string) => catalog.screen(text), {
      steps(text: string) {
        if (text.includes('canary-screen')) throw fault();
        return catalog.screen.steps(text);
      },
    }),
  };
}

/** A provider whose errors quote what it was sent. */
const quoting: Channel = {
  name: 'sms',
  send: ({ address, message }) => Promise.reject(new TypeError(`canary ${address}: ${message.text}`)),
};

async function aHouse() {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  const opened = await openStorage(dataDir, storeWorker);
  const storage = { ...opened, store: breakable(opened.store) };
  const directLine = createDirectLine(storage.keys);
  const prometheus = createPrometheus();
  const service = openService({
    ...storage,
    catalog: breaking(await theCatalog()),
    limits: { jitter: 0 },
    ...{ log, clock: createStandingClock(noon), meter: prometheus.meter, paces: defaultPaces },
    channels: [directLine.channel, quoting],
    onCall: createRehearsalOnCall(),
    notices: new Map([
      ['teams', { kind: 'teams', send: () => Promise.reject(new Error('canary notice about Quetzal')) }] as const,
    ]),
  });
  const server = await startServer({ host: '127.0.0.1', port: 0, log }, [
    directLineRoutes(service.app, directLine, log),
    metricsRoutes(prometheus, null),
  ]);
  return { lines, storage, service, server, app: service.app, url: `http://127.0.0.1:${server.port}` };
}

type House = Awaited<ReturnType<typeof aHouse>>;

async function enrol({ app }: House): Promise<void> {
  const partner = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: '20:00' } as const;
  await app.enrol({
    caseCode: 'C-009',
    relationship: 'romantic',
    a: { ...partner, channel: 'sms', name: 'Quetzal', address: '+15557012' },
    b: { ...partner, channel: 'direct-line', name: 'Quetzalina', address: 'canary-user' },
  });
}

/** What strangers to HTTP get: never an answer with words in it. */
async function refusals(url: string): Promise<string> {
  const json = { 'content-type': 'application/json' };
  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const response = await fetch(`${url}${path}`, init);
    return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
  };
  const words = '{"text": "canary Quetzal I want to die';
  const wrong = { ...json, authorization: 'Bearer canary.canary' };
  return (
    await Promise.all([
      ask('/canary-path/Quetzal?x=canary'),
      ask('/directline/conversations', { method: 'POST', headers: wrong, body: '{}' }),
      ask('/directline/conversations/canary/activities', { method: 'POST', headers: wrong, body: `${words}"}` }),
      ask('/directline/tokens/generate', { method: 'POST', headers: json, body: words }),
      ask('/directline/tokens/generate', { method: 'POST', headers: json, body: `${words}${'x'.repeat(300_000)}"}` }),
      ask('/directline/tokens/generate', { method: 'POST', headers: { 'content-type': 'text/canary' }, body: words }),
      ask('/metrics', { method: 'PUT', headers: json, body: words }),
    ])
  ).join('\n');
}

test('no word, name, number or address of a partner is in a log, a metric, an answer to others, or a file', async () => {
  const house = await aHouse();
  const { app, storage, lines, url } = house;
  await enrol(house);
  let count = 0;
  const say = (text: string, address = '+15557012', channel: 'sms' | 'direct-line' = 'sms') =>
    app.receive({ channel, address, id: `canary-${count++}`, text }).catch(() => 'refused');
  for (const text of ['menu', 'checkin', 'canary-word', 'I want to die', 'canary-screen', 'stop']) {
    await say(text);
    await say(text, 'canary-user', 'direct-line');
  }
  await say('canary', '+155570128');
  await say('me quiero morir', '+155570129');
  for (let more = 0; more < 30; more += 1) await say('canary too fast');
  await app.relay.kick();

  storage.store.gone = true;
  expect(await say('canary spooled')).toBe('spooled');
  expect(await say('I want to die, canary')).toBe('spooled');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const spooled = filesOf();
  storage.store.gone = false;
  await app.spooling.replay();

  const answers = await refusals(url);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  await house.server.close();
  await house.service.stop();
  const stored = filesOf();
  const log = lines.join('');

  // That all of it happened:
  for (const event of ['turn.failed', 'screening.failed', 'effect.failed', 'inbound.spooled', 'fallback.failed'])
    expect(log).toContain(event);
  expect(answers.match(/"code":"(NOT_FOUND|TOKEN_INVALID|BODY_INVALID|BODY_TOO_LARGE|BODY_TYPE)"/g)?.length).toBe(7);
  expect(metrics).toMatch(/coach_too_many_total\{sender="partner",answer="silent"\} [1-9]/);
  expect(spooled.text).toContain('.sealed');
  expect(stored.text.length).toBeGreaterThan(10_000);

  expect(found(log)).toEqual([]);
  expect(found(answers)).toEqual([]);
  expect(found(metrics)).toEqual([]);
  expect(found(spooled.text.replaceAll(dataDir, ''))).toEqual([]);
  expect(found(stored.text.replaceAll(dataDir, ''))).toEqual([]);
}, 60_000);

test.each([
  ['an exception', "setTimeout(() => { throw new TypeError('canary Quetzal') }, 1)"],
  ['a rejection', "Promise.reject(new TypeError('canary Quetzal'))"],
  ['a warning', "process.emitWarning('canary Quetzal'); setTimeout(() => process.exit(1), 50)"],
])('%s that nobody caught ends with 1 and is told without its words', (_what, code) => {
  const program = `
    const { endOnFault } = await import(${JSON.stringify(built('src/service/end-on-fault.js').href)});
    const { createLog } = await import(${JSON.stringify(built('src/adapters/pino/log.js').href)});
    endOnFault(createLog('debug'));
    ${code};
    setTimeout(() => {}, 2_000);`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  expect(ended.status).toBe(1);
  expect(ended.stderr).toContain('"event":"process.');
  expect(found(ended.stdout + ended.stderr)).toEqual([]);
});
