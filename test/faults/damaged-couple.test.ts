import { spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createApp } from '../../src/app/create-app.ts';
import { createHealth } from '../../src/app/health/health.ts';
import { aFolder, closeAll, openIn } from '../adapters/libsql-folder.ts';
import { aWorld } from '../support/app.ts';
import { crashedDist } from '../support/crash.ts';
import { damage } from '../support/damage.ts';
import { noon } from '../support/engine.ts';
import { startMain } from '../support/main-process.ts';

jest.setTimeout(120_000);

const couples = 60;
const numbers = Array.from({ length: couples }, (_, no) => `+1555${2_000_000 + no}`);
const spec = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: null } as const;

type World = Awaited<ReturnType<typeof aWorld>>;

/** The app over a folder, with a world's channels and clock. */
async function appIn(dir: string, world: World) {
  const { close, ...opened } = await openIn(dir);
  const health = createHealth(world.log);
  const app = createApp({ ...world.parts, ...opened, health });
  const write = async (address: string, text: string) => {
    const receipt = await app.receive(world.inbound(text, { address }));
    await app.drained();
    return receipt;
  };
  return { app, health, store: opened.store, write, close };
}

/** A folder whose couples have all been asked a crisis question, and have not answered. */
let lived: Awaited<ReturnType<typeof aFolder>>;

beforeAll(async () => {
  lived = await aFolder();
  const world = await aWorld();
  const { app, write, close } = await appIn(lived.dir, world);
  for (const [no, address] of numbers.entries()) {
    const a = { ...spec, name: 'Kim', channel: 'sms', address } as const;
    const b = { ...spec, name: 'Lee', channel: 'teams', address: `lee-${no}` } as const;
    await app.enrol({ caseCode: `D-${no}`, relationship: 'romantic', a, b });
    await write(address, 'I want to die');
  }
  await close();
});
afterAll(async () => {
  await closeAll();
  await lived.remove();
});

describe('a service whose couples lie on a damaged page', () => {
  let copy: Awaited<ReturnType<typeof aFolder>>;
  let world: World;
  let here: Awaited<ReturnType<typeof appIn>>;
  let lost: readonly string[];
  beforeAll(async () => {
    copy = await aFolder();
    await cp(lived.dir, copy.dir, { recursive: true });
    damage(join(copy.dir, 'coach.db'), 'aggregates');
    world = await aWorld();
    here = await appIn(copy.dir, world);
  });
  afterAll(async () => {
    await here.close();
    await copy.remove();
  });
  const broken = () =>
    here.health.problems().flatMap(({ code, about }) => (code === 'RECORD_UNREADABLE' ? [about] : []));

  test('names them one by one, and the file that was set aside', async () => {
    await here.app.lookThrough(new AbortController().signal);
    await here.app.checkHealth();
    lost = broken().map((about) => String(about));
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.length).toBeLessThan(8);
    expect(here.health.problems()).toContainEqual({
      code: 'STORE_DAMAGED',
      about: 'coach.db.damaged-1',
      blocks: false,
    });
    expect(world.log.lines.filter((line) => line.includes('health.problem'))).toHaveLength(lost.length + 1);
  });

  test('pages a human about the silence of everybody else', async () => {
    await world.clock.moveTo(noon + 20 * 60_000);
    await here.app.runDue();
    await here.app.drained();
    const silent = (await here.app.alerts()).filter(({ pages }) => pages.some(({ reason }) => reason === 'silence'));
    expect(silent.length).toBeGreaterThanOrEqual(couples - lost.length);
    expect(silent.length).toBeLessThan(couples);
  });

  test('answers a crisis of each of them, with a page, and everybody else with all there is', async () => {
    // A page that finds its alert broken is told to whoever is on call as it is, and tried again: the next one waits for it.
    const told = async () =>
      (await here.app.alerts()).reduce((sum, { pages }) => sum + pages.length, world.told.length) +
      (await here.store.waiting({ after: 0, limit: 1_000 })).filter(({ entry }) => entry.to === 'system').length;
    for (const address of numbers) {
      const [before, sentBefore] = [await told(), world.rehearsal.sent.length];
      expect(await here.write(address, 'I want to kill myself')).toBe('committed');
      const sent = world.rehearsal.sent.slice(sentBefore).filter((each) => each.address === address);
      expect(sent.length).toBeGreaterThan(0);
      expect(await told()).toBeGreaterThan(before);
    }
  });
});

describe('the built service on a folder with a damaged page', () => {
  test('is looked at by the doctor, starts after it, is ready, and both name the couples and the file', async () => {
    const copy = await aFolder();
    try {
      await cp(lived.dir, copy.dir, { recursive: true });
      damage(join(copy.dir, 'coach.db'), 'aggregates');
      const env = { COACH_DATA_DIR: copy.dir, COACH_LOG_LEVEL: 'warn' };
      const doctor = spawnSync(process.execPath, [join(crashedDist, 'src/cli/coach.js'), 'doctor'], {
        env: { PATH: process.env['PATH'] ?? '', ...env },
        cwd: crashedDist,
        encoding: 'utf8',
      }).stdout;
      expect(doctor).toContain('coach.db.damaged-1');
      const named = [...doctor.matchAll(/\b(?:couple|alert) [\w-]{5,}/g)].map(([about]) => about);
      expect(named.length).toBeGreaterThan(0);
      const main = startMain(crashedDist, env, 60_000);
      const { url } = await main.ready;
      const told = async () => {
        const response = await fetch(`${url}/readyz`);
        const { problems } = (await response.json()) as { problems: readonly { about: string }[] };
        return [response.status, problems.map(({ about }) => about)] as const;
      };
      let seen = await told();
      for (let tries = 0; tries < 100 && seen[1].length <= named.length; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        seen = await told();
      }
      expect(seen).toEqual([200, expect.arrayContaining(['coach.db.damaged-1', ...named])]);
      main.child.kill('SIGTERM');
      expect((await main.ended).stderr).toContain('STORE_DAMAGED');
    } finally {
      await copy.remove();
    }
  });
});
