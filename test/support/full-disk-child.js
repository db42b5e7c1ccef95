/**
 * A service on a disk that fills up. Runs the build (the first argument) in the folder of the second, and writes what it saw
 * to stdout as one line of JSON. In plain JavaScript, for `node` runs it as it stands.
 */
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , build, folder] = process.argv;
const dist = pathToFileURL(`${build}/`);
const built = (path) => import(new URL(path, dist));
const { builtCatalog } = await built('src/cli/stage.js');
const { openService, openStorage } = await built('src/service/service.js');
const { createRunningClock } = await built('src/adapters/rehearsal/clock.js');

const { createRehearsalOnCall } = await built('src/adapters/rehearsal/on-call.js');

const catalog = { ...(await builtCatalog()), rules: [] };
const storage = await openStorage(join(folder, 'data'));
const [said, notices] = [[], []];
const silent = () => {};
const service = openService({
  ...storage,
  ...{ catalog, clock: createRunningClock(0, async () => {}), limits: { jitter: 0 } },
  log: { info: silent, warn: silent, error: silent },
  notices: new Map([
    [
      'teams',
      {
        kind: 'teams',
        send: async (_, { kind, text }) => {
          notices.push({ kind, text });
          return { ok: true };
        },
      },
    ],
  ]),
  onCall: createRehearsalOnCall(),
  channels: ['sms', 'teams'].map((name) => ({
    name,
    send: async ({ address, message }) => {
      said.push(`${address} ${message.key}`);
      return { ok: true };
    },
  })),
});
const { app } = service;
const both = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: null };
await app.enrol({
  caseCode: 'C-017',
  relationship: 'romantic',
  a: { ...both, name: 'Alex', channel: 'sms', address: '+15550100' },
  b: { ...both, name: 'Sam', channel: 'teams', address: 'sam' },
});

let ids = 0;
const receive = (text, { id = `in-${ids++}`, address = '+15550100' } = {}) =>
  app.receive({ channel: 'sms', address, id, text }).catch(({ code }) => code);
const moment = () => new Promise((resolve) => setTimeout(resolve, 100));
const take = (list) => list.splice(0);
const seen = {};

await receive('menu');
await app.drained();
seen.before = await app.checkHealth();
const filler = join(folder, 'filler');
const fill = () => {
  for (const bytes of [65_536, 4_096, 512]) {
    try {
      for (;;) appendFileSync(filler, Buffer.alloc(bytes, 7));
    } catch {}
  }
};
writeFileSync(filler, '');
// The log of the store may hold room of its own: it is used up first.
for (let count = 0; count < 200; count += 1) {
  fill();
  if ((await receive('menu')) === 'STORE_UNAVAILABLE') break;
}
fill();
for (const list of [said, notices]) take(list);

seen.ordinary = await receive('menu');
seen.crisis = await receive('I want to die', { id: 'first' });
await moment();
seen.crisisNotices = take(notices);
seen.crisisSaid = take(said);
let kept = 0;
while (kept < 100 && (await receive('I want to die', { id: `more-${kept}` })) === 'spooled') {
  kept += 1;
  fill();
}
seen.keptMore = kept;
await moment();
for (const list of [said, notices]) take(list);
seen.unkept = await receive('I want to die', { id: 'last' });
seen.stranger = await receive('I am going to kill myself tonight', { id: 'last', address: '+15550177' });
seen.again = await receive('I am going to kill myself tonight', { id: 'last', address: '+15550177' });
await moment();
seen.unkeptNotices = take(notices);
seen.unkeptSaid = take(said);
await new Promise((resolve) => setTimeout(resolve, 3_100));
seen.full = await app.checkHealth();

rmSync(filler);
await new Promise((resolve) => setTimeout(resolve, 3_100));
seen.space = await app.checkHealth();
seen.next = [
  await receive('I want to die', { id: 'last' }),
  await receive('I am going to kill myself tonight', { id: 'last', address: '+15550177' }),
  await receive('I am going to kill myself tonight', { id: 'last', address: '+15550177' }),
];
await app.spooling.replay();
await app.drained();
seen.alerts = (await app.alerts()).map(({ caseCode, status, pages }) => ({
  caseCode: caseCode.slice(0, 2),
  status,
  messages: pages.filter(({ reason }) => reason === 'message').length,
}));
seen.waiting = await app.spooling.pending();
seen.room = readdirSync(join(folder, 'data', 'spool')).filter((name) => name.startsWith('room-')).length;
seen.broken = (await app.verifyAudit()).broken;
await service.stop();
process.stdout.write(`${JSON.stringify(seen)}\n`);
