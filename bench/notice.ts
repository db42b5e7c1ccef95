import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFileSpool } from '../src/adapters/file-spool/file-spool.ts';
import { openLibsql } from '../src/adapters/libsql/open.ts';
import { createLog } from '../src/adapters/pino/log.ts';
import { createRehearsalChannels } from '../src/adapters/rehearsal/channel.ts';
import { systemClock } from '../src/adapters/rehearsal/clock.ts';
import { createRehearsalOnCall } from '../src/adapters/rehearsal/on-call.ts';
import type { App } from '../src/app/create-app.ts';
import { loadCatalog, openService } from '../src/service/service.ts';
import { checkInTexts } from './check-in-texts.ts';
import type { Figure, Measurement } from './figure.ts';
import { inOwnFolder } from './own-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const crises = 300;
const writers = 64;
/** How long the service is driven as fast as it goes, ms. */
const saturatedFor = 4_000;
const within = 250;

/** From a crisis message to the notice that a channel has accepted, while others write at half of what the service can take. */
export const notice: Measurement = {
  name: 'notice',
  run(): Promise<readonly Figure[]> {
    return inOwnFolder(measure);
  },
};

async function measure(dataDir: string): Promise<readonly Figure[]> {
  const accepted = new Map<string, number>();
  const { store, keys } = await openLibsql({ dataDir });
  const rehearsal = createRehearsalChannels(['sms']);
  const service = openService({
    ...{ store, keys, clock: systemClock, log: createLog('error'), limits: { jitter: 0 } },
    spool: await openFileSpool({ dir: join(dataDir, 'spool'), seal: keys.system }),
    catalog: await loadCatalog(join(root, 'content'), join(root, 'dist', 'dialogs')),
    channels: [...rehearsal.channels.values()],
    notices: new Map([['teams', { kind: 'teams', send: async (_, { about }) => accept(accepted, about?.caseCode) }]]),
    onCall: createRehearsalOnCall(),
  });
  try {
    await enrol(service.app, 'w', writers);
    await enrol(service.app, 'c', crises);
    service.start();
    const rate = await saturation(service.app);
    const took = await underLoad(service.app, rate / 2, accepted);
    const value = took.toSorted((one, other) => one - other)[Math.ceil(took.length * 0.99) - 1] ?? Number.NaN;
    return [
      {
        ...{ name: `crisis message to accepted notice, p99 of ${took.length}`, value, unit: 'ms' },
        ...{ peer: `while ${Math.round(rate / 2)} of ${Math.round(rate)} messages/s come in`, ratio: null },
        ...{ target: `at most ${within} ms`, met: value <= within },
      },
    ];
  } finally {
    await service.stop();
  }
}

async function accept(accepted: Map<string, number>, caseCode = ''): Promise<{ readonly ok: true }> {
  if (!accepted.has(caseCode)) accepted.set(caseCode, performance.now());
  return { ok: true };
}

async function enrol(app: App, name: string, count: number): Promise<void> {
  const person = {
    name: 'Alex',
    language: 'en',
    zone: 'UTC',
    channel: 'sms',
    checkIn: null,
    privatePhone: true,
  } as const;
  for (let index = 0; index < count; index += 1)
    await app.enrol({
      ...{ caseCode: `${name}-${index}`, relationship: 'romantic', b: null },
      a: { ...person, address: `${name}-${index}` },
    });
}

/** A writer that goes on with a check-in, message by message. */
function writer(app: App, index: number, round = 'all'): () => Promise<unknown> {
  const text = checkInTexts();
  let count = 0;
  return () => app.receive({ channel: 'sms', address: `w-${index}`, id: `${round}-${index}-${count++}`, text: text() });
}

/** How many messages a second are committed when each writer sends the next as soon as the last is taken. */
async function saturation(app: App): Promise<number> {
  const end = performance.now() + saturatedFor;
  let count = 0;
  const one = async (index: number): Promise<void> => {
    for (const write = writer(app, index); performance.now() < end; count += 1) await write();
  };
  await Promise.all(Array.from({ length: writers }, (_, index) => one(index)));
  return count / (saturatedFor / 1_000);
}

/** How long each crisis waits for its notice, ms, while others write so many messages a second. */
async function underLoad(
  app: App,
  perSecond: number,
  accepted: ReadonlyMap<string, number>,
): Promise<readonly number[]> {
  const all = Array.from({ length: writers }, (_, index) => writer(app, index, 'half'));
  const began = new Map<string, number>();
  const work: Promise<unknown>[] = [];
  const started = performance.now();
  let sent = 0;
  for (let crisis = 0; crisis < crises; ) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (const due = ((performance.now() - started) / 1_000) * perSecond; sent < due; sent += 1)
      work.push(all[sent % writers]?.() ?? Promise.resolve());
    if ((performance.now() - started) / 30 < crisis) continue;
    const address = `c-${crisis++}`;
    began.set(address, performance.now());
    work.push(app.receive({ channel: 'sms', address, id: address, text: 'I want to kill myself' }));
  }
  await Promise.all(work);
  while (accepted.size < crises) await new Promise((resolve) => setTimeout(resolve, 5));
  return [...began].map(([address, at]) => (accepted.get(address) ?? Number.NaN) - at);
}
