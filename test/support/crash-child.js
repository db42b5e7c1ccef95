/**
 * A service that dies where it is told to. Runs the build (the folder `dist` is the first argument), reads one job per
 * line from stdin and plays it; what it says of it is written to stdout, one line each:
 *   acked FOLDER ID  after the message was answered; a service that stands still may say it while the next one plays
 *   drained          after all steps, when nothing may go out any more
 *   report {JSON}    what is stored in the end; the store is closed then
 *   stands           when the service stands still at its point, to be killed with the next one that kills
 *   failed {JSON}    the job could not be played
 * A job is {folder, mongo, now, checkIn, lostWay, steps: [{id, text} | {id, moveTo}], kill: {when, op, n} | null, stands, hold}; `mongo`: the connection string of a server, with a slash at its end; `lostWay`:
 * the first way of whoever is on call takes no notice. Besides the data
 * the folder holds `journal.jsonl`: what the provider accepted, what was settled, where the process died; each line is on
 * disk before anything goes on. In plain JavaScript, for `node` runs it as it stands.
 */

import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const dist = pathToFileURL(`${process.argv[2]}/`);
const built = (path) => import(new URL(path, dist));
const { builtCatalog } = await built('src/cli/stage.js');
const { openService, openStorage } = await built('src/service/service.js');
const { openFileSpool } = await built('src/adapters/file-spool/file-spool.js');
const { createStandingClock } = await built('src/adapters/rehearsal/clock.js');
const { createRehearsalOnCall, rehearsedRoster } = await built('src/adapters/rehearsal/on-call.js');
const { unknownStream } = await built('src/ports/given-up.js');
// Without the rules nothing is warmed up in the background: these processes do not live long enough to gain by it.
const catalog = { ...(await builtCatalog()), rules: [] };

const say = (line) => void writeSync(1, `${line}\n`);

function appendSafely(path, line) {
  const file = openSync(path, 'a');
  appendFileSync(file, `${line}\n`);
  fsyncSync(file);
  closeSync(file);
}

/** What is asked of a service that stands still is never answered. */
const never = new Promise(() => {});

/**
 * Counts the calls of each operation and ends the process at the chosen one, at once and without a farewell. Where the job
 * `stands`, its service stands still there instead: nothing it asks any more is done, nor answered, until the process is killed.
 */
function createFate(kill, stands, note) {
  const counts = { commit: 0, claim: 0, settle: 0, send: 0, notify: 0 };
  const points = [];
  let isStill = false;
  let stop;
  const still = new Promise((resolve) => {
    stop = resolve;
  });
  const dieAt = (op, when, n) => {
    if (isStill || kill?.op !== op || kill.when !== when || kill.n !== n) return;
    note({ type: 'died', ...kill });
    if (!stands) process.kill(process.pid, 'SIGKILL');
    isStill = true;
    stop();
  };
  /** What the work gives, as long as the service lives. */
  const living = async (work) => {
    if (isStill) return never;
    const result = await work();
    return isStill ? never : result;
  };
  return {
    counts,
    /** Every operation in its order, with what it was about. */
    points,
    living,
    still,
    around: (op, work, about = '') =>
      living(async () => {
        counts[op] += 1;
        const n = counts[op];
        points.push(`${op} ${about}`.trim());
        dieAt(op, 'before', n);
        const working = living(work);
        dieAt(op, 'during', n);
        const result = await working;
        dieAt(op, 'after', n);
        return result;
      }),
  };
}

/** A port of which nothing is had any more once its service stands still. `names` are those of its functions that wait. */
const mortal = (port, names, { living }) => ({
  ...port,
  ...Object.fromEntries(names.map((name) => [name, (...given) => living(() => port[name](...given))])),
});

const waitingOf = (port) => Object.keys(port).filter((name) => !['subscribe', 'close'].includes(name));

/** The kind of what is committed, and the lanes of what goes out by it. */
const aboutCommit = ({ kind, effects }) => [kind, ...effects.map(({ to, lane }) => `${to}/${lane}`)].join(' ');

function fatefulStore(store, fate, note) {
  const settle = async (lease, outcomes) => {
    const result = await fate.living(() => store.settle(lease, outcomes));
    const effects = outcomes.filter((each) => each.result === 'done').map((each) => each.id);
    if (result.status === 'settled') note({ type: 'settled', effects });
    return result;
  };
  return {
    ...mortal(store, waitingOf(store), fate),
    commit: (commit) => fate.around('commit', () => store.commit(commit), aboutCommit(commit)),
    claim: (request) => fate.around('claim', () => store.claim(request)),
    settle: (lease, outcomes) => fate.around('settle', () => settle(lease, outcomes), `${lease.kind} ${lease.lane}`),
  };
}

const fatefulChannel = (name, fate, note) => ({
  name,
  send: ({ effect, address, lane, message }) =>
    fate.around('send', async () => {
      note({ type: 'accepted', effect, address, lane, key: message.key, text: message.text });
      return { ok: true };
    }),
});

/** Notices to the one counselor who stands in: an occurrence at a level is one, whatever it is called again for. */
const fatefulNotices = (kind, fate, note) => ({
  kind,
  send: (_, { about, text }) =>
    fate.around('notify', async () => {
      const effect = about ? `${about.thread}|${about.level}` : text;
      note({ type: 'accepted', effect, address: 'on-call', lane: 'crisis', key: 'notice', text: about?.level ?? text });
      return { ok: true };
    }),
});

/** A way that takes nothing. */
const lostNotices = (kind, fate) => ({
  kind,
  send: () => fate.around('notify', async () => ({ ok: false, code: '30003' }), 'in vain'),
});

/** A clock that stands still, and after a restart where it stood. */
function keptClock(start, path) {
  const clock = createStandingClock(existsSync(path) ? Math.max(start, Number(readFileSync(path, 'utf8'))) : start);
  return {
    ...clock,
    async moveTo(instant) {
      writeFileSync(path, String(Math.max(instant, clock.now())), { flush: true });
      await clock.moveTo(instant);
    },
  };
}

async function enrolOnce(app, checkIn) {
  const known = await app.whose('sms', '+15550100');
  if (known) return known.id;
  const both = { language: 'en', zone: 'America/Chicago', privatePhone: true };
  return app.enrol({
    caseCode: 'C-017',
    relationship: 'romantic',
    a: { ...both, name: 'Alex', channel: 'sms', address: '+15550100', checkIn },
    b: { ...both, name: 'Sam', channel: 'teams', address: 'sam', checkIn: null },
  });
}

async function playStep(app, clock, folder, { id, text, moveTo }) {
  if (moveTo === undefined) await app.receive({ channel: 'sms', address: '+15550100', id, text });
  else {
    await clock.moveTo(moveTo);
    await app.runDue();
  }
  say(`acked ${folder} ${id}`);
  await app.drained();
}

/** What is stored in the end, without the ids that differ from run to run. */
async function reportOn(app, store, couple, { counts, points }) {
  const [facts, alerts, state, log, unknown, pending, audit] = await Promise.all([
    app.facts(couple, 'a'),
    app.alerts(),
    app.couple(couple),
    app.history(`turn|${couple}|a`, 0),
    store.records({ stream: unknownStream('couple', couple), after: 0, limit: 100 }),
    store.nextEntryAt(),
    app.verifyAudit(),
  ]);
  return {
    counts: { ...counts },
    points: [...points],
    facts,
    alerts: alerts.map((alert) => ({
      ...alert,
      id: undefined,
      couple: undefined,
      audit: undefined,
      code: undefined,
      ours: alert.couple === couple,
    })),
    place: state.a.stack.map(({ dialog, asked }) => `${dialog}: ${asked?.key ?? '-'}`),
    log: log.map(({ data }) => [data.event, data.text ?? '', data.said ?? '', data.skipped ?? ''].join(' ').trim()),
    nudgesUnknown: unknown.length,
    pending,
    audit: { entries: audit.entries, broken: audit.broken },
  };
}

/** Who is called, and by what: one way, or a second after one that takes nothing. */
const onCallIn = (lostWay, fate, note) => ({
  notices: new Map([
    ['teams', fatefulNotices('teams', fate, note)],
    ...(lostWay ? [['sms', lostNotices('sms', fate)]] : []),
  ]),
  onCall: lostWay
    ? createRehearsalOnCall(rehearsedRoster([{ name: 'Dana', duty: 'primary', ways: ['sms', 'teams'] }]))
    : createRehearsalOnCall(),
});

/**
 * Where it is kept: in the folder, or in a database that has the folder's name. There the dead hold what they leased for up to half
 * a minute: real time is a minute later after each death.
 */
async function storageOf({ folder, mongo }) {
  if (!mongo) return openStorage(join(folder, 'data'));
  const { openMongo } = await built('src/adapters/mongodb/open.js');
  const path = join(folder, 'journal.jsonl');
  const deaths = existsSync(path) ? readFileSync(path, 'utf8').split('"died"').length - 1 : 0;
  const real = () => Date.now() + deaths * 60_000;
  const uri = `${mongo}${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  const opened = await openMongo({ uri, dataDir: folder, masterKey: Buffer.alloc(32, 7), real });
  return { ...opened, spool: await openFileSpool({ dir: join(folder, 'spool'), seal: opened.keys.system }) };
}

async function open({ folder, mongo, now, kill, stands = false, lostWay = false }) {
  const journal = join(folder, 'journal.jsonl');
  const note = (entry) => appendSafely(journal, JSON.stringify(entry));
  const fate = createFate(kill, stands, note);
  const storage = await storageOf({ folder, mongo });
  const store = fatefulStore(storage.store, fate, note);
  const clock = { ...keptClock(now, join(folder, 'clock')), ...(storage.real ? { real: storage.real } : {}) };
  const silent = () => {};
  const service = openService({
    ...{ store, catalog, clock },
    keys: mortal(storage.keys, ['read', 'create', 'verify'], fate),
    spool: mortal(storage.spool, waitingOf(storage.spool), fate),
    limits: { jitter: 0 },
    log: { info: silent, warn: silent, error: silent },
    ...onCallIn(lostWay, fate, note),
    channels: ['sms', 'teams'].map((name) => fatefulChannel(name, fate, note)),
  });
  return { service, store, clock, fate };
}

async function play(job) {
  const opened = await open(job);
  const stands = await Promise.race([playIn(opened, job).then(() => false), opened.fate.still.then(() => true)]);
  if (stands) say('stands');
}

async function playIn({ service, store, clock, fate }, { folder, checkIn, steps, hold }) {
  const { app } = service;
  service.start();
  const couple = await enrolOnce(app, checkIn);
  for (const step of steps) await playStep(app, clock, folder, step);
  await app.drained();
  say('drained');
  if (hold) return;
  const report = await reportOn(app, store, couple, fate);
  await service.stop();
  say(`report ${JSON.stringify(report)}`);
}

for await (const line of createInterface({ input: process.stdin })) {
  await play(JSON.parse(line)).catch(({ code, message, stack }) =>
    say(`failed ${JSON.stringify({ code: code ?? 'NONE', message, stack })}`),
  );
}
