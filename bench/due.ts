import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFileSpool } from '../src/adapters/file-spool/file-spool.ts';
import { openLibsql } from '../src/adapters/libsql/open.ts';
import { createLog } from '../src/adapters/pino/log.ts';
import { createRehearsalChannels } from '../src/adapters/rehearsal/channel.ts';
import { createStandingClock } from '../src/adapters/rehearsal/clock.ts';
import { createRehearsalNotices, type SentNotice } from '../src/adapters/rehearsal/notices.ts';
import { createRehearsalOnCall } from '../src/adapters/rehearsal/on-call.ts';
import type { App } from '../src/app/create-app.ts';
import { loadCatalog, openService } from '../src/service/service.ts';
import type { Figure, Measurement } from './figure.ts';
import { inOwnFolder } from './own-folder.ts';

const nudges = 20_000;
const oneByOne = 1_000;
const target = 1_200;
const pagedWithin = 2_000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const noon = Date.parse('2026-03-02T18:00:00Z');

/** Nudges due at once, from the claim to the settled outbox; and how long a crisis question's silence waits among them. */
export const due: Measurement = {
  name: 'due',
  run(): Promise<readonly Figure[]> {
    return inOwnFolder(async (dataDir) => {
      const world = await openWorld(dataDir);
      try {
        return await measure(world);
      } finally {
        await world.service.stop();
      }
    });
  },
};

type World = Awaited<ReturnType<typeof openWorld>>;

/** The service over the embedded engine; only what is due by hand runs. `single` claims one aggregate at a time. */
async function openWorld(dataDir: string) {
  const { store, keys } = await openLibsql({ dataDir });
  const clock = createStandingClock(noon);
  const rehearsal = createRehearsalChannels(['teams']);
  const notices = createRehearsalNotices();
  const claims = { single: false };
  const claimDue: typeof store.claimDue = (request) =>
    store.claimDue(claims.single ? { ...request, limit: 1 } : request);
  const service = openService({
    ...{
      keys,
      clock,
      notices: notices.channels,
      onCall: createRehearsalOnCall(),
      log: createLog('error'),
      limits: { jitter: 0 },
    },
    store: { ...store, claimDue },
    spool: await openFileSpool({ dir: join(dataDir, 'spool'), seal: keys.system }),
    catalog: await loadCatalog(join(root, 'content'), join(root, 'dist', 'dialogs')),
    channels: [...rehearsal.channels.values()],
  });
  return { service, app: service.app, clock, rehearsal, notices, claims };
}

async function measure(world: World): Promise<readonly Figure[]> {
  const { app, clock, rehearsal, notices, claims } = world;
  const wait = await silenceLength(world);
  await enrol(app, 'early', oneByOne, '14:00');
  await enrol(app, 'late', nudges, '16:00');

  claims.single = true;
  const alone = await rate(world, Date.parse('2026-03-02T20:00:00Z'), oneByOne);
  claims.single = false;

  const at = Date.parse('2026-03-02T22:00:00Z');
  await clock.moveTo(at - wait + 5_000);
  await ask(app, 'asked');
  const sent = rehearsal.sent.length;
  const running = rate(world, at, nudges);
  while (rehearsal.sent.length - sent < nudges / 2) await pause();
  await clock.moveTo(at + 5_000);
  const due = performance.now();
  // An older case, still open, has its own clocks.
  const isOfThis = ({ message }: SentNotice): boolean => (message.about?.raisedAt ?? 0) >= at;
  while (!notices.notices.some(isOfThis)) await pause();
  const paged = performance.now() - due;
  const value = await running;
  return [
    {
      ...{ name: `nudges, ${nudges} due at once: turn, commit, send, settle`, value, unit: 'nudges/s' },
      ...{ peer: `one at a time: ${Math.round(alone)}`, ratio: value / alone },
      ...{ target: `at least ${target}/s`, met: value >= target },
    },
    {
      ...{ name: 'silence of a crisis question that falls due among them: until paged', value: paged, unit: 'ms' },
      ...{ peer: '–', ratio: null, target: `at most ${pagedWithin} ms`, met: paged <= pagedWithin },
    },
  ];
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

/** Nudges a second, all of them sent and settled. */
async function rate({ app, clock, rehearsal }: World, at: number, count: number): Promise<number> {
  const before = rehearsal.sent.filter(({ lane }) => lane === 'nudge').length;
  await clock.moveTo(at);
  const started = performance.now();
  await app.runDue();
  await app.drained();
  const seconds = (performance.now() - started) / 1_000;
  const sent = rehearsal.sent.filter(({ lane }) => lane === 'nudge').length - before;
  if (sent !== count) throw new Error(`${sent} nudges went out, not ${count}`);
  return count / seconds;
}

async function enrol(app: App, name: string, count: number, checkIn: string | null): Promise<void> {
  const one = (index: number) => {
    const address = `${name}-${index}`;
    const a = { name: 'Alex', language: 'en', zone: 'America/Chicago', channel: 'teams', address, checkIn } as const;
    return app.enrol({ caseCode: address, relationship: 'romantic', a, b: null });
  };
  for (let index = 0; index < count; index += 100)
    await Promise.all(Array.from({ length: Math.min(100, count - index) }, (_, each) => one(index + each)));
}

/** Somebody sends a voice note, and is asked whether they are safe. */
async function ask(app: App, name: string): Promise<void> {
  await enrol(app, name, 1, null);
  await app.receive({ channel: 'teams', address: `${name}-0`, id: name, text: '', unreadable: true });
  await app.drained();
}

/** How long such a question waits, ms of domain time. */
async function silenceLength({ app, clock }: World): Promise<number> {
  await ask(app, 'first');
  const at = (await app.nextDue()) ?? 0;
  await clock.moveTo(at);
  await app.runDue();
  await app.drained();
  return at - noon;
}
