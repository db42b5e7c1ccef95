import { describe, expect, jest, test } from '@jest/globals';
import type { App } from '../../../src/app/create-app.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { CoachError } from '../../../src/domain/errors.ts';
import type { Channel, Outgoing } from '../../../src/ports/channel.ts';
import type { Commit, CommitResult, Store } from '../../../src/ports/store.ts';
import { aWorld } from '../../support/app.ts';

jest.setTimeout(60_000);

const gone = (): Promise<never> => Promise.reject(new CoachError('STORE_UNAVAILABLE', 'The store is gone.'));

type Commits = (commit: Commit, carryOut: () => Promise<CommitResult>) => Promise<CommitResult>;

/** A store whose commits can be held up or refused. */
function withCommits(store: Store): { readonly store: Store; on: Commits } {
  const state = { on: (async (_commit, carryOut) => carryOut()) as Commits };
  const commit = (request: Commit) => state.on(request, () => store.commit(request));
  return {
    store: new Proxy(store, { get: (target, name) => (name === 'commit' ? commit : Reflect.get(target, name)) }),
    set on(next: Commits) {
      state.on = next;
    },
  };
}

/** A world whose commits and spool a test gets between. */
async function aWatchedWorld(change: (parts: Deps) => Partial<Deps> = () => ({})) {
  let commits: ReturnType<typeof withCommits> | undefined;
  const world = await aWorld((parts) => {
    commits = withCommits(parts.store);
    return { store: commits.store, ...change(parts) };
  });
  const texts = async (): Promise<readonly unknown[]> =>
    (await world.app.history(`turn|${world.couple}|a`, 0))
      .filter(({ data }) => data['event'] === 'message')
      .map(({ data }) => data['text']);
  return { ...world, commits: commits as ReturnType<typeof withCommits>, texts };
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

/** A page whose lease was lost goes out when the lease has ended, 10 s at most. */
async function alertsWithin(ms: number, app: Pick<App, 'alerts' | 'relay'>): Promise<readonly unknown[]> {
  for (const end = Date.now() + ms; ; await moment()) {
    await app.relay.kick();
    const alerts = await app.alerts();
    if (alerts.length > 0 || Date.now() > end) return alerts;
  }
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a store that comes and goes while the spool works', () => {
  test('has nothing forgotten that was spooled while the spool was being read', async () => {
    const world = await aWatchedWorld();
    const { entries } = world.spool;
    world.store.gone = true;
    await world.write('hello', { address: '+15550999' });
    world.store.gone = false;
    const [failing, reading] = [gate(), gate()];
    world.commits.on = async (commit, carryOut) => {
      if (commit.id !== world.couple) return carryOut();
      await failing.opened;
      return gone();
    };
    const writing = world.app.receive(world.inbound('two'));
    await moment();
    let reads = 0;
    world.spool.entries = async () => {
      const found = await entries();
      reads += 1;
      // Where it is read once more after a replay, what comes meanwhile is not in it.
      if (reads > 1) await reading.opened;
      return found;
    };
    const replay = world.app.spooling.replay();
    await moment();
    failing.open();
    expect(await writing).toBe('spooled');
    reading.open();
    world.commits.on = async (_commit, carryOut) => carryOut();
    await replay;
    expect(await world.app.spooling.pending()).toBe(true);
    await world.app.spooling.replay();
    expect(await world.texts()).toEqual(['two']);
    expect(await entries()).toEqual([]);
  });

  test('has a sender wait for what they wrote before, though a replay began before that was spooled', async () => {
    const world = await aWatchedWorld();
    world.store.gone = true;
    await world.write('hello', { address: '+15550999' });
    world.store.gone = false;
    const held = gate();
    let refused = 0;
    world.commits.on = async (commit, carryOut) => {
      if (commit.id !== world.couple) await held.opened;
      else if (refused++ === 0) return gone();
      return carryOut();
    };
    const replay = world.app.spooling.replay();
    await moment();
    expect(await world.app.receive(world.inbound('first'))).toBe('spooled');
    const second = world.app.receive(world.inbound('second'));
    await moment();
    held.open();
    await replay;
    expect(await second).toBe('committed');
    expect(await world.texts()).toEqual(['first', 'second']);
  });

  test.each([1, 2, 3, 4, 5, 6])('keeps each message once and in order, whatever fails (seed %i)', async (seed) => {
    const world = await aWatchedWorld();
    let state = seed;
    const chance = (share: number): boolean => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31 < share;
    };
    let failing = true;
    world.commits.on = async (_commit, carryOut) => {
      if (failing && chance(0.3)) return gone();
      const done = await carryOut();
      // The write stands, and its answer is lost.
      return failing && chance(0.2) ? gone() : done;
    };
    const sent = Array.from({ length: 40 }, (_, index) => (index % 9 === 8 ? 'I want to die' : `word ${index}`));
    for (const [index, text] of sent.entries()) {
      world.store.gone = chance(0.2);
      world.spool.broken = chance(0.2);
      const inbound = world.inbound(text, { id: `m-${index}` });
      // A sender that was refused tries again.
      while ((await world.app.receive(inbound).catch(() => 'refused')) === 'refused') {
        world.store.gone = chance(0.3);
        world.spool.broken = chance(0.3);
      }
    }
    failing = false;
    world.store.gone = false;
    world.spool.broken = false;
    await world.app.spooling.replay();
    expect(await world.texts()).toEqual(sent);
    expect(await world.spool.entries()).toEqual([]);
    expect(await world.app.spooling.pending()).toBe(false);
    expect(await alertsWithin(12_000, world.app)).toMatchObject([{ status: 'open' }]);
  });

  test('does not hold work back for an entry that was taken out of the folder by hand', async () => {
    const world = await aWatchedWorld();
    world.store.gone = true;
    await world.write('one');
    world.store.gone = false;
    for (const { name } of await world.spool.entries()) await world.spool.remove(name);
    await world.app.spooling.replay();
    expect(await world.app.spooling.pending()).toBe(false);
  });
});

describe('a spool that fails while the store works', () => {
  test('holds back nobody where it cannot be read', async () => {
    const world = await aWatchedWorld();
    world.spool.entries = () => Promise.reject(new Error('no disk'));
    expect(await world.write('menu')).toBe('committed');
  });

  test('holds back nobody where it cannot be read any more, and takes in what waited when it can', async () => {
    const world = await aWatchedWorld();
    const { entries } = world.spool;
    world.store.gone = true;
    await world.write('one');
    world.store.gone = false;
    world.spool.broken = true;
    world.spool.entries = () => Promise.reject(new CoachError('STORE_UNAVAILABLE', 'No such folder.'));
    expect(await world.write('I want to die')).toBe('committed');
    world.spool.entries = entries;
    await world.app.spooling.replay();
    expect(await world.texts()).toEqual(['I want to die', 'one']);
    expect(await world.spool.entries()).toEqual([]);
  });

  test('holds back nobody where an entry cannot be removed, takes it in once, and removes it later', async () => {
    const world = await aWatchedWorld();
    const { remove } = world.spool;
    world.store.gone = true;
    await world.write('one');
    world.store.gone = false;
    world.spool.broken = true;
    world.spool.remove = () => Promise.reject(new CoachError('STORE_UNAVAILABLE', 'Read-only.'));
    expect([await world.write('two'), await world.write('three')]).toEqual(['committed', 'committed']);
    expect(await world.texts()).toEqual(['one', 'two', 'three']);
    world.spool.remove = remove;
    await world.app.spooling.replay();
    expect(await world.spool.entries()).toEqual([]);
    expect(await world.texts()).toEqual(['one', 'two', 'three']);
  });
});

describe('a static text that did not go out', () => {
  test.each([
    ['is refused by the provider', async () => ({ ok: false, code: '30001' }) as const],
    ['has no answer', () => Promise.reject(new Error('reset'))],
  ])('because it %s is said at the next try', async (_name, fail) => {
    const said: string[] = [];
    let failing = true;
    const channel: Channel = {
      name: 'sms',
      async send({ message }: Outgoing) {
        if (failing) return fail();
        said.push(String(message.key));
        return { ok: true };
      },
    };
    const world = await aWatchedWorld(() => ({ channels: new Map([['sms', channel]]) }));
    world.store.gone = true;
    world.spool.broken = true;
    const crisis = world.inbound('I want to die');
    const refused = { code: 'STORE_UNAVAILABLE' };
    await expect(world.app.receive(crisis)).rejects.toMatchObject(refused);
    await moment();
    expect(world.log.lines.join('\n')).toContain('fallback.failed');
    failing = false;
    for (let count = 0; count < 2; count += 1) {
      await expect(world.app.receive(crisis)).rejects.toMatchObject(refused);
      await moment();
    }
    expect(said).toEqual(['crisis-self.bare']);
  });
});
