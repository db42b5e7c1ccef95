import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFileSpool } from '../src/adapters/file-spool/file-spool.ts';
import { openLibsql } from '../src/adapters/libsql/open.ts';
import { createLog } from '../src/adapters/pino/log.ts';
import { createRehearsalChannels } from '../src/adapters/rehearsal/channel.ts';
import { createStandingClock } from '../src/adapters/rehearsal/clock.ts';
import { createRehearsalNotices } from '../src/adapters/rehearsal/notices.ts';
import { createRehearsalOnCall } from '../src/adapters/rehearsal/on-call.ts';
import type { App } from '../src/app/create-app.ts';
import type { CouplesPage } from '../src/domain/console/couples.ts';
import type { QueuePage } from '../src/domain/console/queue.ts';
import type { ConsoleRole } from '../src/domain/console/roles.ts';
import type { Credentials } from '../src/ports/credentials.ts';
import { startServer } from '../src/server/http/server.ts';
import { consoleRoutes } from '../src/server/routes/console/console.ts';
import { loadCatalog, openService } from '../src/service/service.ts';
import type { Figure, Measurement } from './figure.ts';
import { inOwnFolder } from './own-folder.ts';

const couples = 10_000;
const alerts = 500;
const ownCouples = 200;
const consoles = 50;
const root = fileURLToPath(new URL('../..', import.meta.url));
const noon = Date.parse('2026-03-02T18:00:00Z');

/** The console's API over HTTP and the embedded store, with 500 open alerts and 10,000 couples. */
export const counselorsConsole: Measurement = {
  name: 'console',
  run(): Promise<readonly Figure[]> {
    return inOwnFolder(async (dataDir) => {
      const world = await openWorld(dataDir);
      try {
        return await measure(world);
      } finally {
        await world.stop();
      }
    });
  },
};

/** Signing in is not what is measured: whatever is shown is right. */
const credentials: Credentials = {
  passwords: { hash: async (password) => password, verify: async () => true },
  authenticator: { newSecret: () => 'secret', uri: () => '', stepOf: (_secret, digits) => Number(digits) },
};

async function openWorld(dataDir: string) {
  const { store, keys } = await openLibsql({ dataDir });
  const log = createLog('error');
  const clock = createStandingClock(noon);
  const service = openService({
    ...{ store, keys, clock, log, credentials, limits: { jitter: 0 }, notices: createRehearsalNotices().channels },
    onCall: createRehearsalOnCall(),
    spool: await openFileSpool({ dir: join(dataDir, 'spool'), seal: keys.system }),
    catalog: await loadCatalog(join(root, 'content'), join(root, 'dist', 'dialogs')),
    channels: [...createRehearsalChannels(['teams']).channels.values()],
  });
  const { app } = service;
  await enrolAll(app);
  await raiseAll(app);
  const stage = { pages: join(root, 'dist', 'web', 'console'), publicUrl: null, log, real: () => clock.real() };
  const server = await startServer({ host: '127.0.0.1', port: 0, log }, [consoleRoutes(app, stage)]);
  const stop = async (): Promise<void> => {
    await server.close();
    await service.stop();
  };
  return { app, stop, port: server.port };
}

type World = Awaited<ReturnType<typeof openWorld>>;

/** Does something for each number below a count, some of them side by side. */
async function each(count: number, work: (nth: number) => Promise<unknown>, atOnce = 100): Promise<void> {
  for (let from = 0; from < count; from += atOnce)
    await Promise.all(Array.from({ length: Math.min(atOnce, count - from) }, (_, nth) => work(from + nth)));
}

const codeOf = (nth: number): string => `C-${String(nth).padStart(5, '0')}`;

async function enrolAll(app: App): Promise<void> {
  const both = { language: 'en', zone: 'America/Chicago', channel: 'teams', checkIn: null } as const;
  await each(couples, (nth) =>
    app.enrol({
      ...{ caseCode: codeOf(nth), relationship: 'romantic' },
      a: { ...both, name: 'Alex', address: `a-${nth}` },
      b: { ...both, name: 'Sam', address: `b-${nth}` },
    }),
  );
}

const crises = ['I took all my pills', 'I want to die', 'I relapsed and drank', 'He hits me'];

async function raiseAll(app: App): Promise<void> {
  await each(alerts, async (nth) => {
    const text = crises[nth % crises.length] ?? '';
    const address = `a-${nth * Math.floor(couples / alerts)}`;
    await app.receive({ channel: 'teams', address, id: `m-${nth}`, text });
  });
  await app.drained();
}

/** Somebody's browser, signed in. */
async function browserOf({ app, port }: World, login: string, name: string, roles: readonly ConsoleRole[]) {
  const { signIn, accounts } = app.console;
  await accounts.actOn(login, { type: 'set', name, roles, by: 'bench' });
  const { link } = await signIn.issueLink(login, 'bench');
  const chosen = await signIn.choosePassword(await signIn.useLink(link), 'four long words of mine', undefined);
  await signIn.offerFactor(chosen);
  const { seen } = await signIn.confirmFactor(chosen, '1');
  const base = `http://127.0.0.1:${port}`;
  const cookie = `__Host-coach=${seen.cookie}`;
  async function ask<Told>(path: string, body?: object): Promise<Told> {
    const response = await fetch(`${base}/console/api/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { cookie, origin: base, 'x-csrf-token': seen.csrf, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Told;
  }
  const events = (after: string, signal: AbortSignal) =>
    fetch(`${base}/console/api/events?after=${after}`, { headers: { cookie }, signal });
  return { ask, events };
}

type Browser = Awaited<ReturnType<typeof browserOf>>;

async function measure(world: World): Promise<readonly Figure[]> {
  const supervisor = await browserOf(world, 'robin', 'Robin Vale', ['supervisor']);
  const counselor = await browserOf(world, 'dana', 'Dana Reed', ['counselor']);
  await each(ownCouples, async (nth) => {
    const { items } = await supervisor.ask<CouplesPage>(`couples?view=all&code=${codeOf(nth * 7)}`);
    await supervisor.ask(`couples/${items[0]?.id}/counselor`, { counselor: 'dana' });
  });
  const { items } = await supervisor.ask<QueuePage>('alerts?view=all');
  const idOf = (nth: number): string => encodeURIComponent(items[nth % items.length]?.id ?? '');
  const deep = await cursorAt(supervisor, 100);
  const queue = (of: Browser) => () => of.ask('alerts?view=all');
  return [
    row('the first page of the queue', await p95(queue(supervisor)), 100),
    row(`the same for a counselor with ${ownCouples} couples`, await p95(queue(counselor)), 100),
    row('the whole queue, page by page', await p95(() => wholeQueue(supervisor), 20), 500),
    row('a case opened', await p95((nth) => supervisor.ask(`alerts/${idOf(nth)}`)), 100),
    row('a couple found by its code', await p95((nth) => supervisor.ask(`couples?view=all&code=${codeOf(nth)}`)), 50),
    row(
      'a page of the couples, the hundredth',
      await p95(() => supervisor.ask(`couples?view=all&cursor=${deep}`)),
      100,
    ),
    row(`a claim, until ${consoles} open consoles have heard of it`, await newsHeard(supervisor, idOf), 1_000),
  ];
}

const row = (what: string, value: number, most: number): Figure => ({
  ...{ name: `console, ${alerts} open alerts and ${couples} couples: ${what}, p95`, value, unit: 'ms' },
  ...{ peer: '–', ratio: null, target: `at most ${most} ms`, met: value <= most },
});

/** How long 95 of 100 take at most, ms, one after the other; what comes first warms up. */
async function p95(work: (nth: number) => Promise<unknown>, times = 60): Promise<number> {
  for (let nth = 0; nth < 5; nth += 1) await work(nth);
  const took: number[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    const began = performance.now();
    await work(nth);
    took.push(performance.now() - began);
  }
  return took.sort((left, right) => left - right)[Math.ceil(times * 0.95) - 1] ?? Number.NaN;
}

async function wholeQueue({ ask }: Browser): Promise<void> {
  let seen = 0;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: QueuePage = await ask(`alerts?view=all&cursor=${cursor}`);
    seen += page.items.length;
    cursor = page.next;
  }
  if (seen < alerts) throw new Error(`${seen} alerts are in the queue, not ${alerts}`);
}

async function cursorAt({ ask }: Browser, pages: number): Promise<string> {
  let cursor: string | null = '';
  for (let page = 0; page < pages; page += 1)
    cursor = (await ask<CouplesPage>(`couples?view=all&cursor=${cursor ?? ''}`)).next;
  return encodeURIComponent(cursor ?? '');
}

/** Consoles that listen; how long it takes from an act until the last of them has heard of it. */
async function newsHeard(browser: Browser, idOf: (nth: number) => string): Promise<number> {
  const { cursor } = await browser.ask<QueuePage>('alerts?view=all');
  const heard = new Map<number, string>();
  const control = new AbortController();
  const lines = await Promise.all(Array.from({ length: consoles }, () => browser.events(cursor, control.signal)));
  const reading = lines.map(async ({ body }, nth) => {
    const words = new TextDecoder();
    for await (const chunk of body ?? []) heard.set(nth, (heard.get(nth) ?? '') + words.decode(chunk as Uint8Array));
  });
  const isHeard = (id: string): boolean =>
    lines.every((_, nth) => heard.get(nth)?.includes(`"id":"${decodeURIComponent(id)}"`) ?? false);
  let next = 0;
  const value = await p95(async () => {
    const id = idOf(next++);
    await browser.ask(`alerts/${id}/acts`, { type: 'claim' });
    while (!isHeard(id)) await new Promise((resolve) => setTimeout(resolve, 1));
  }, 20);
  control.abort();
  await Promise.allSettled(reading);
  return value;
}
