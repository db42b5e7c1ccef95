/**
 * A service under load, to be killed at any instant. Runs the build (the folder `dist` is the first argument), plays the
 * job of its first line of stdin and writes, one line each:
 *   loaded                      when the load has begun
 *   acked {id, crisis, receipts}  after a message, or the same one sent twice at once, was answered
 *   report {JSON}               what is stored, when the job was to inspect; the process ends then
 *   failed TEXT                 something threw
 * A job is {folder, now, seed, cycle, inspect}; on MongoDB also {mongo, role, part, of, name}: the connection string, what this process does,
 * which part of the senders it speaks for, and the name of its own folder. What the provider accepted is appended to `accepted.jsonl` in the folder.
 */
import { appendFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const dist = pathToFileURL(`${process.argv[2]}/`);
const built = (path) => import(new URL(path, dist));
const { builtCatalog } = await built('src/cli/stage.js');
const { openService, openStorage } = await built('src/service/service.js');
const { openOnMongo } = await built('src/service/storage.js');
const { chanceOf } = await built('src/cli/simulate/month/chance.js');
const { createStandingClock } = await built('src/adapters/rehearsal/clock.js');
const { createRehearsalOnCall } = await built('src/adapters/rehearsal/on-call.js');
const catalog = { ...(await builtCatalog()), rules: [] };

const silent = () => {};
const say = (word, told) => void writeSync(1, `${word} ${JSON.stringify(told)}\n`);
const day = 86_400_000;
/** From 18:00 UTC to 20:01 in Chicago in summer, when the nudges of the day are due. */
const justAfterEight = 7 * 3_600_000 + 60_000;
/** Six enrolled partners, six strangers and six enrolled ones that never write; even ones are in a crisis now and then, every fourth with its first word. */
const senders = Array.from({ length: 18 }, (_, number) => ({
  number,
  address: `+155501${String(number).padStart(2, '0')}`,
  enrolled: number < 6 || number >= 12,
  writes: number < 12,
}));

const ordinary = ['checkin', '2', '3', '8', '5', 'SKIP', 'menu', 'a quiet day', 'cancel', 'help'];

function inboundOf({ number, address }, id, text) {
  const record = { stream: `in|${number}`, kind: 'activity', at: 0, data: { id } };
  return { channel: 'sms', address, id, text, record };
}

async function enrolAll(app, mine) {
  const both = { language: 'en', zone: 'America/Chicago', privatePhone: true };
  for (const { number, address, enrolled } of mine) {
    if (!enrolled || (await app.whose('sms', address))) continue;
    await app.enrol({
      caseCode: `C-${number}`,
      relationship: 'romantic',
      a: { ...both, name: 'Alex', channel: 'sms', address, checkIn: '20:00' },
      b: { ...both, name: 'Sam', channel: 'teams', address: `sam-${number}`, checkIn: null },
    });
  }
}

/** One sender's messages, one after the other, without an end; each tenth is sent twice at once. */
async function talk(app, sender, { seed, cycle }) {
  const random = chanceOf(seed * 1_000 + cycle * 50 + sender.number);
  for (let count = 0; ; count += 1) {
    const isFirst = cycle === 0 && count === 0;
    const crisis = sender.number % 2 === 0 && (random() < 0.1 || (isFirst && sender.number % 4 === 0));
    const text = crisis ? 'I want to die' : ordinary[Math.floor(random() * ordinary.length)];
    const inbound = inboundOf(sender, `${sender.number}-${cycle}-${count}`, text);
    const times = random() < 0.1 ? [1, 2] : [1];
    const receipts = await Promise.all(times.map(() => app.receive(inbound)));
    say('acked', { id: inbound.id, sender: sender.number, crisis, receipts });
  }
}

/** All of a stream, page by page. */
async function wholeOf(app, stream) {
  const all = [];
  for (;;) {
    const page = await app.history(stream, all.at(-1)?.seq ?? 0, 1_000);
    if (page.length === 0) return all;
    all.push(...page);
  }
}

async function reportOn(app, store) {
  const alerts = await app.alerts();
  const streams = async (sender) => {
    const owner = await store.findByAddress(ownHash(sender.address));
    const id = owner?.id ?? strangerHash(sender.address);
    const own = (await wholeOf(app, `in|${sender.number}`)).map(({ data }) => data.id);
    const turns = (await wholeOf(app, `turn|${id}|a`)).map(({ data }) => data);
    const open = alerts.filter((alert) => alert.couple === id && alert.status !== 'closed').length;
    const messages = turns.filter((turn) => turn.event === 'message');
    return {
      sender: sender.number,
      ids: own,
      messages: messages.length,
      crises: messages.filter((turn) => turn.text === 'I want to die').length,
      said: messages.reduce((sum, turn) => sum + (turn.said?.length ?? 0), 0),
      withheld: turns.filter((turn) => turn.event === 'withheld').length,
      open,
    };
  };
  const { chains, broken } = await app.verifyAudit();
  return { senders: await Promise.all(senders.map(streams)), pending: await store.nextEntryAt(), chains, broken };
}

let ownHash;
let strangerHash;

const openJob = ({ folder, mongo, name }) =>
  mongo
    ? openOnMongo(join(folder, name), { uri: mongo, keysUri: null }, Buffer.alloc(32, 7))
    : openStorage(join(folder, 'data'));

/** Until what the dead had leased was free again and went out. */
async function settleDown(app, store) {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    await app.runDue();
    app.relay.kick();
    await app.drained();
    const waits = await store.waiting({ after: 0, limit: 1 });
    if (waits.length === 0 && !(await app.spooling.pending())) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function play(job) {
  const storage = await openJob(job);
  ownHash = (address) => storage.keys.digest('address', `sms|${address}`);
  strangerHash = (address) => storage.keys.digest('stranger', `sms|${address}`);
  const clock = createStandingClock(job.now + job.cycle * day + justAfterEight);
  const note = (entry) => appendFileSync(join(job.folder, 'accepted.jsonl'), `${JSON.stringify(entry)}\n`);
  const send = async ({ effect, address, lane }) => {
    note({ effect, address, lane });
    return { ok: true };
  };
  const service = openService({
    ...storage,
    ...{ catalog, clock, role: job.role ?? 'both' },
    limits: { jitter: 0 },
    log: { info: silent, warn: silent, error: silent },
    notices: new Map([['teams', { kind: 'teams', send: async () => ({ ok: true }) }]]),
    onCall: createRehearsalOnCall(),
    channels: ['sms', 'teams'].map((name) => ({ name, send })),
  });
  const { app } = service;
  service.start();
  if (job.role === 'worker') return say('loaded', {});
  const mine = senders.filter(({ number }) => number % (job.of ?? 1) === (job.part ?? 0));
  await enrolAll(app, mine);
  if (job.inspect) {
    if (job.mongo) await settleDown(app, storage.store);
    await app.drained();
    await app.drained();
    say('report', await reportOn(app, storage.store));
    return service.stop();
  }
  say('loaded', {});
  await Promise.all(mine.filter(({ writes }) => writes).map((sender) => talk(app, sender, job)));
}

for await (const line of createInterface({ input: process.stdin })) {
  await play(JSON.parse(line)).catch((error) => say('failed', String(error.stack)));
  break;
}
