import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { crashedDist } from '../support/crash.ts';
import { directLine, type MainProcess, startMain } from '../support/main-process.ts';
import { raw } from '../support/raw.ts';

const bodies = Number(process.env['HOSTILE_BODIES'] ?? 600);
const seed = Number(process.env['SEED'] ?? 5);
jest.setTimeout(60_000 + bodies * 60);

const canary = 'quokka-7431';
/** Numbers below a limit, always the same ones for a seed. */
function seeded(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A value that no client of good will would send, with the canary somewhere in it. */
function value(draw: (below: number) => number, depth = 0): unknown {
  const simple = [
    ...[null, true, -1, 1e308, '', canary, '\u0000', `\ud800${canary}`, '__proto__', '../../etc/passwd'],
    ...[`<at>${canary}</at>`.repeat(50), '\ufdfa'.repeat(2_000), ' '.repeat(5_000), '{{constructor}}'],
  ];
  if (depth > 3 || draw(3) > 0) return simple[draw(simple.length)];
  if (draw(2)) return Array.from({ length: draw(40) }, () => value(draw, depth + 1));
  return object(draw, depth + 1);
}

const names = ['type', 'id', 'text', 'from', 'recipient', 'conversation', 'channelId', 'serviceUrl', 'value', 'user'];
const more = ['attachments', 'entities', 'channelData', 'membersAdded', 'advance', 'to', 'words', 'outcome', 'name'];
function object(draw: (below: number) => number, depth: number): object {
  const all = [...names, ...more, '__proto__', 'constructor', canary];
  return Object.fromEntries(Array.from({ length: draw(12) }, () => [all[draw(all.length)], value(draw, depth)]));
}

/** A body as text: JSON of such a value, like an activity, cut off, or none at all. */
function body(draw: (below: number) => number): string {
  const activity = { type: 'message', channelId: 'emulator', serviceUrl: 'http://127.0.0.1:9', id: `${draw(1e9)}` };
  const people = { from: { id: canary }, recipient: { id: 'bot' }, conversation: { id: `c${draw(50)}` } };
  const text =
    JSON.stringify(
      draw(2)
        ? value(draw)
        : {
            ...activity,
            ...people,
            text: canary,
            ...(draw(2) ? { [names[draw(names.length)] ?? '']: value(draw) } : object(draw, 1)),
          },
    ) ?? 'undefined';
  return [text, text, text, text.slice(0, draw(text.length + 1)), `${text}${text}`, canary][draw(6)] ?? text;
}

describe('a client of ill will', () => {
  let folder: string;
  let main: MainProcess;
  let url: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coach-hostile-'));
    const env = { COACH_DATA_DIR: join(folder, 'data'), COACH_LOG_LEVEL: 'info' };
    main = startMain(crashedDist, env, 50_000 + bodies * 60);
    ({ url } = await main.ready);
  });
  afterAll(async () => {
    main.child.kill('SIGKILL');
    await main.ended;
    await rm(folder, { recursive: true, force: true });
  });

  test(`ends no service, gets no 500, and stands in no log: ${bodies} bodies (seed ${seed})`, async () => {
    const draw = seeded(seed);
    const alex = await directLine(url, 'alex');
    const paths = [
      ...[
        '/api/messages',
        '/api/messages',
        '/api/messages',
        '/api/messages',
        '/directline/tokens/generate',
        '/directline/tokens/refresh',
      ],
      ...['/directline/conversations', '/directline/conversations/x/activities', '/try/api/clock'],
      ...[`/try/api/alerts/${canary}/claim`, '/try/api/alerts/%00/say', `/${canary}`],
    ];
    const json = 'application/json';
    const types = [json, json, json, json, json, json, 'text/plain', `x/${canary}`];
    const statuses = new Map<number, number>();
    const one = async (): Promise<void> => {
      const path = paths[draw(paths.length)] ?? '/';
      const headers = { 'content-type': types[draw(types.length)] ?? '', authorization: draw(3) ? '' : canary };
      const sent = fetch(url + path, { method: 'POST', headers, body: body(draw), redirect: 'manual' });
      // A body that is too large is refused before it has arrived: the connection ends, and that is an answer.
      const { status } = await sent.catch(() => ({ status: 0 }));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    for (let sent = 0; sent < bodies; sent += 10) {
      await Promise.all(Array.from({ length: 10 }, one));
      if (sent % 100 === 0) await raw(Number(new URL(url).port), `POST /${canary} HTTP/1.1\r\nHost: [\r\n\r\n`, 500);
    }
    process.stdout.write(`hostile bodies: ${bodies} (seed ${seed}), ${JSON.stringify(Object.fromEntries(statuses))}\n`);
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    expect(statuses.get(0) ?? 0).toBeLessThan(bodies / 4);
    await alex.post('menu', 'after');
    expect((await alex.texts()).some((text) => text.startsWith('coach: '))).toBe(true);
    main.child.kill('SIGTERM');
    const { code, stderr } = await main.ended;
    expect(code).toBe(0);
    expect(stderr.split('\n').filter((line) => line.includes(canary))).toEqual([]);
  });
});
