import { afterEach, describe, expect, test } from '@jest/globals';
import { createRehearsalChannels } from '../../src/adapters/rehearsal/channel.ts';
import { createStandingClock } from '../../src/adapters/rehearsal/clock.ts';
import { createRehearsalNotices } from '../../src/adapters/rehearsal/notices.ts';
import { createRehearsalOnCall } from '../../src/adapters/rehearsal/on-call.ts';
import type { Role } from '../../src/config/role.ts';
import { openService, type Service } from '../../src/service/service.ts';
import { keptLog, memorySpool } from '../support/app.ts';
import { theCatalog } from '../support/catalog.ts';
import { noon } from '../support/engine.ts';
import { memoryKeys } from '../support/memory-keys.ts';
import { memoryEngine } from '../support/memory-store.ts';

const evening = Date.parse('2026-03-08T02:01:00Z');
const spec = { language: 'en', zone: 'America/Chicago', channel: 'teams', checkIn: '20:00' } as const;

let opened: Service[] = [];
afterEach(async () => {
  await Promise.all(opened.map((each) => each.stop()));
  opened = [];
});

/** Processes over one store, each with a role. */
async function processes() {
  const engine = memoryEngine();
  const [keys, clock, catalog] = [memoryKeys(), createStandingClock(noon), await theCatalog()];
  return {
    clock,
    start(role: Role) {
      const rehearsal = createRehearsalChannels(['teams']);
      const service = openService({
        ...{ keys, clock, catalog, role, store: engine.open(), spool: memorySpool(), log: keptLog() },
        notices: createRehearsalNotices().channels,
        onCall: createRehearsalOnCall(),
        limits: { jitter: 0 },
        channels: [...rehearsal.channels.values()],
      });
      opened.push(service);
      service.start();
      return { app: service.app, said: () => rehearsal.sent.map(({ message }) => message.key) };
    },
  };
}

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds() && tries < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 25));
};

describe('the role of a process', () => {
  test('web answers what comes in and leaves what is due to a worker, which runs it', async () => {
    const { clock, start } = await processes();
    const web = start('web');
    await web.app.enrol({
      ...{ caseCode: 'C-017', relationship: 'romantic' },
      a: { ...spec, name: 'Alex', address: 'alex' },
      b: null,
    });
    await web.app.receive({ channel: 'teams', address: 'alex', id: 'm-1', text: 'menu' });
    await until(() => web.said().includes('menu.ask'));
    expect(web.said()).toEqual(['menu.ask']);

    await clock.moveTo(evening);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(web.said()).toEqual(['menu.ask']);
    const worker = start('worker');
    await until(() => worker.said().length > 0);
    expect(worker.said()).toEqual(['check-in.ready']);
    expect(web.said()).toEqual(['menu.ask']);
  });

  test.each(['web', 'worker'] as const)('%s is refused where one process has the store to itself', async (role) => {
    const { clock } = await processes();
    const open = async () =>
      openService({
        ...{ keys: memoryKeys(), clock, catalog: await theCatalog(), role, spool: memorySpool(), log: keptLog() },
        store: { ...memoryEngine().open(), sole: true },
        notices: createRehearsalNotices().channels,
        onCall: createRehearsalOnCall(),
        channels: [],
      });
    await expect(open()).rejects.toMatchObject({ code: 'ROLE_UNSUPPORTED', details: { role } });
  });
});
