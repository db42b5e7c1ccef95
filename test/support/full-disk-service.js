/**
 * The service as its users start it, on a disk that fills up, asked over HTTP and through its doctor. Runs the build (the
 * first argument) in the folder of the second, and writes what it saw to stdout as one line of JSON. In plain JavaScript,
 * for `node` runs it as it stands.
 */
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const [, , dist, folder] = process.argv;
const dataDir = join(folder, 'data');
const spool = join(dataDir, 'spool');
const env = { PATH: process.env.PATH, PORT: '0', COACH_DATA_DIR: dataDir, COACH_LOG_LEVEL: 'info' };
const canary = 'quokka';
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

process.umask(0);
let log = '';
async function start() {
  const child = spawn(process.execPath, [join(dist, 'src/main.js')], { env, cwd: dist });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    log += chunk;
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
  });
  for (let count = 0; count < 400 && !said.includes('Ctrl+C'); count += 1) await wait(50);
  return { child, url: /http:\/\/[\d.]+:\d+/.exec(said)?.[0] };
}
let { child, url } = await start();
process.on('exit', () => child.kill('SIGKILL'));
setTimeout(() => process.exit(1), 75_000).unref();

async function ask(path, { token, body } = {}) {
  const response = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(10_000),
  });
  return [response.status, await response.json()];
}
const [, { token, conversationId }] = await ask('/directline/tokens/generate', { body: { user: { id: 'alex' } } });
const activities = `/directline/conversations/${conversationId}/activities`;
const post = (text, id) =>
  ask(activities, {
    token,
    body: { type: 'message', from: { id: 'alex' }, text, channelData: { clientActivityID: id } },
  });

const filler = join(folder, 'filler');
function fill() {
  for (const bytes of [65_536, 4_096, 512]) {
    try {
      for (;;) appendFileSync(filler, Buffer.alloc(bytes, 7));
    } catch {}
  }
}
async function until(path, wanted, ms = 15_000) {
  for (const end = Date.now() + ms; ; await wait(250)) {
    const [status, body] = await ask(path);
    if (status === wanted || Date.now() > end) return [status, body];
  }
}

const seen = {};
await post('menu', 'first');
seen.ready = await ask('/readyz');
const modeOf = (file) => (statSync(join(dataDir, file)).mode & 0o777).toString(8);
seen.rights = Object.fromEntries(readdirSync(dataDir).map((file) => [file, modeOf(file)]));

// The log of the store may hold room of its own: it is used up first.
for (let count = 0; count < 300; count += 1) {
  fill();
  if ((await post(`menu ${canary}`, `fill-${count}`))[0] === 503) break;
}
fill();
child.kill('SIGKILL');
await wait(300);
({ child, url } = await start());
seen.again = (await ask('/livez'))[0];
fill();
const before = readdirSync(spool).filter((name) => name.endsWith('.sealed')).length;
const [kept] = await post(`I want to die ${canary} kept`, 'kept');
seen.kept = [kept, readdirSync(spool).filter((name) => name.endsWith('.sealed')).length > before];
let count = 0;
for (; count < 60; count += 1) {
  fill();
  if ((await post(`I want to die ${canary} more`, `more-${count}`))[0] !== 200) break;
}
const [status, { code }] = await post(`I want to die ${canary} unkept`, 'unkept');
seen.unkept = [status, code];
await wait(6_500);
seen.toldUnasked = log.includes('health.problem');
seen.full = await ask('/readyz');
const doctor = spawnSync(process.execPath, [join(dist, 'src/cli/coach.js'), 'doctor', '--json'], { env, cwd: dist });
seen.doctor = JSON.parse(doctor.stdout.toString()).findings;

rmSync(filler);
// Nobody asks: the service finds out by itself.
await wait(6_500);
seen.room = readdirSync(spool).filter((name) => /^room-\d+$/.test(name)).length;
seen.space = await until('/readyz', 200);
const again = () => post(`I want to die ${canary} unkept`, 'unkept');
seen.next = [(await again())[0], (await again())[0]];
await wait(6_000);
const [, { activities: all }] = await ask(`${activities}?watermark=0`, { token });
let texts = all.map(({ text }) => text);
for (let after = all.length; ; ) {
  const [, { activities: more }] = await ask(`${activities}?watermark=${after}`, { token });
  if (more.length === 0) break;
  texts = texts.concat(more.map(({ text }) => text));
  after += more.length;
}
const times = (end) => texts.filter((text) => text.startsWith('I want to die') && text.endsWith(end)).length;
seen.texts = { kept: times(' kept'), unkept: times(' unkept') };
const [, { alerts }] = await ask('/try/api/state');
seen.alerts = alerts.map(({ status }) => status);

rmSync(join(dataDir, 'keys.db'));
seen.keysGone = await until('/readyz', 503);
seen.leaks = [canary, 'want to die', 'Alex', 'Sam'].filter((word) => log.includes(word));
child.kill('SIGKILL');
process.stdout.write(`${JSON.stringify(seen)}\n`);
