import { afterEach, describe, expect, test } from '@jest/globals';
import { createCouples } from '../../../src/app/aggregates/couple.ts';
import { createUpdate } from '../../../src/app/aggregates/update.ts';
import { createVault } from '../../../src/app/aggregates/vault.ts';
import { auditStream, entryOf } from '../../../src/app/audit/record.ts';
import { createAuditing } from '../../../src/app/audit/verify.ts';
import { createLaneQueue } from '../../../src/app/outbox/lane-queue.ts';
import { sealReceipt } from '../../../src/app/outbox/receipt.ts';
import type { Keys } from '../../../src/ports/keys.ts';
import type { Commit, Part, Store, StoredRecord } from '../../../src/ports/store.ts';
import { aFolder, closeAll, openIn } from '../../adapters/libsql-folder.ts';
import { aWorld } from '../../support/app.ts';
import { memoryKeys } from '../../support/memory-keys.ts';
import { memoryStore } from '../../support/memory-store.ts';

type World = Awaited<ReturnType<typeof aWorld>>;

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  await closeAll();
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

const stores: Readonly<Record<string, () => Promise<{ store: Store; keys: Keys }>>> = {
  'a store in memory': async () => ({ store: memoryStore(), keys: memoryKeys() }),
  'the embedded store': async () => {
    const { dir, remove } = await aFolder();
    cleanUps.push(remove);
    return openIn(dir);
  },
};

const events = async ({ app }: Pick<World, 'app'>, kind: 'couple' | 'alert', id: string): Promise<readonly string[]> =>
  (await app.audit(kind, id)).map(({ of, event, by }) => `${of} ${event} by ${by}`);

const ofCouple = (world: World) => events(world, 'couple', world.couple);
const theAlert = async ({ app }: World) => (await app.alerts())[0]?.id ?? '';
const records = (store: Store, kind: 'couple' | 'alert', id: string) =>
  store.records({ stream: auditStream(kind, id), after: 0, limit: 1_000 });

/** A crisis, and all that a counselor can do with it. */
async function aCase(world: World): Promise<string> {
  await world.write('I want to die');
  const alert = await theAlert(world);
  const by = 'Dana';
  await world.app.act(alert, { type: 'claim', by });
  await world.app.act(alert, { type: 'release', by });
  await world.app.drained();
  await world.app.act(alert, { type: 'say', by, words: 'This is canary-blue' });
  await world.app.act(alert, { type: 'hand-back', by });
  await world.app.act(alert, { type: 'close', by, outcome: 'canary-outcome', followUp: null });
  await world.app.drained();
  return alert;
}

for (const [name, open] of Object.entries(stores)) {
  describe(`the audit in ${name}`, () => {
    test('tells who did what with a couple and an alert, in order, and verifies', async () => {
      const opened = await open();
      const world = await aWorld(() => opened);
      const alert = await aCase(world);
      await world.write('STOP');
      await world.write('STOP');
      await world.write('START');
      await world.write('I want to die');
      expect(await ofCouple(world)).toEqual([
        'a enrolled by counselor',
        'b enrolled by counselor',
        'a paged by a',
        'a opted-out by a',
        'a opted-in by a',
        'a paged by a',
      ]);
      expect(await events(world, 'alert', alert)).toEqual([
        'system raised by system',
        'system notified by system',
        'system claimed by counselor',
        'system released by counselor',
        'system notified by system',
        'system taken-over by counselor',
        'system words-sent by counselor',
        'system handed-back by counselor',
        'system closed by counselor',
        'system reopened by system',
        'system notified by system',
      ]);
      const report = await world.app.verifyAudit();
      expect(report).toMatchObject({ total: 2, chains: 2, entries: 17, erased: 0, lagged: 0, first: 0, broken: [] });
    });

    test('holds nothing personal in the clear', async () => {
      const opened = await open();
      const world = await aWorld(() => opened);
      const alert = await aCase(world);
      const all = [
        ...(await records(opened.store, 'couple', world.couple)),
        ...(await records(opened.store, 'alert', alert)),
      ];
      expect(all).toHaveLength(12);
      const clear = all.map((record) => JSON.stringify({ ...record, box: entryOf(record).entry }));
      // Chance writes short names into digests: what has just their length and letters is left out.
      const words = clear
        .join('\n')
        .replace(/(?<![\w-])[\w-]{43}(?![\w-])/g, '')
        .toLowerCase();
      expect(words).toContain('words-sent');
      const canaries = ['alex', 'sam', 'dana', 'canary', '5550100', 'suicide', 'self', 'urgent', 'emergency', 'c-017'];
      expect(canaries.filter((canary) => words.includes(canary))).toEqual([]);
    });

    test('of more aggregates than fit on a page is verified whole, and its progress told', async () => {
      const opened = await open();
      const world = await aWorld(() => opened);
      for (let index = 0; index < 130; index += 1) await world.write('hello', { address: `+1666${index}` });
      const told: string[] = [];
      const report = await world.app.verifyAudit(({ chains, total }) => void told.push(`${chains} of ${total}`));
      expect(report).toMatchObject({ total: 131, chains: 131, entries: 132, broken: [] });
      expect(told[0]).toBe('100 of 131');
    });
  });
}

/** A store whose audit streams are given through `change`. */
const tampered = (store: Store, change: (all: readonly StoredRecord[]) => readonly StoredRecord[]): Store => ({
  ...store,
  records: async (request) => {
    const found = await store.records(request);
    return request.stream.startsWith('audit|') ? change(found) : found;
  },
});

/** Keys of which some parts were destroyed. */
const withoutParts = (keys: Keys, gone: readonly Part[]): Keys => ({
  ...keys,
  read: async (kind, id) => {
    const seals = await keys.read(kind, id);
    return kind === 'couple'
      ? Object.fromEntries(Object.entries(seals ?? {}).filter(([part]) => !gone.includes(part as Part)))
      : seals;
  },
});

describe('a chain that somebody changed in the store', () => {
  const box = (record: StoredRecord, entry: object) => ({
    ...record,
    box: JSON.stringify({ ...JSON.parse(record.box), ...entry }),
  });
  const second = (all: readonly StoredRecord[], change: (record: StoredRecord) => StoredRecord) =>
    all.map((record, index) => (index === 1 ? change(record) : record));
  const changes: Readonly<Record<string, [(all: readonly StoredRecord[]) => readonly StoredRecord[], number, string]>> =
    {
      'an entry that is no JSON': [(all) => second(all, (each) => ({ ...each, box: 'x' })), 2, 'unreadable'],
      'a field added': [
        (all) => second(all, (each) => box(each, { entry: { ...entryOf(each).entry, more: 1 } })),
        2,
        'unreadable',
      ],
      'a row with another instant': [(all) => second(all, (each) => ({ ...each, at: each.at + 1 })), 2, 'unreadable'],
      'an event rewritten': [
        (all) => second(all, (each) => box(each, { entry: { ...entryOf(each).entry, event: 'closed' } })),
        2,
        'changed',
      ],
      'details of another entry': [
        (all) => second(all, (each) => box(each, { details: JSON.parse(all[2]?.box ?? '').details })),
        2,
        'details-changed',
      ],
      'details taken away': [(all) => second(all, (each) => box(each, { details: '' })), 2, 'details-changed'],
      'an entry left out': [(all) => all.toSpliced(1, 1), 2, 'out-of-order'],
      'the end cut off': [(all) => all.slice(0, -1), 3, 'cut-short'],
      'all of it gone': [() => [], 1, 'cut-short'],
    };

  for (const [name, [change, n, why]] of Object.entries(changes)) {
    test(`is found: ${name}`, async () => {
      const keys = memoryKeys();
      const store = memoryStore();
      let on = false;
      const world = await aWorld(() => ({ keys, store: tampered(store, (all) => (on ? change(all) : all)) }));
      await world.write('STOP');
      expect((await world.app.verifyAudit()).broken).toEqual([]);
      on = true;
      expect((await world.app.verifyAudit()).broken).toEqual([{ kind: 'couple', id: world.couple, n, why }]);
    });
  }

  test('is found when the state that holds its head was replaced', async () => {
    const store = memoryStore();
    const world = await aWorld(() => ({ store }));
    const stored = await store.read('couple', world.couple);
    await store.commit({
      ...{ kind: 'couple', id: world.couple, expect: stored?.version ?? 0, facets: {}, wakeAt: null, urgentAt: null },
      ...{ sealed: { shared: 'p-something-else' }, effects: [], records: [], worker: 'w' },
    });
    expect((await world.app.verifyAudit()).broken).toEqual([{ kind: 'couple', id: world.couple, why: 'row-changed' }]);
  });
});

describe('after keys were destroyed', () => {
  async function erased(gone: readonly Part[]) {
    const keys = memoryKeys();
    const store = memoryStore();
    const { couple, write } = await aWorld(() => ({ keys, store }));
    await write('STOP');
    await write('STOP', { channel: 'teams', address: 'sam' });
    const left = withoutParts(keys, gone);
    const auditing = (from: Store) => createAuditing(from, left, createVault(from, left));
    return { ...auditing(store), couple, cut: auditing(tampered(store, (all) => all.toSpliced(1, 1))) };
  }

  test("of one partner the chain verifies, and only the other's facts can be read", async () => {
    const { verifyAudit, audit, couple, cut } = await erased(['a']);
    expect(await verifyAudit()).toMatchObject({ entries: 4, erased: 0, broken: [] });
    expect((await audit('couple', couple)).map(({ of, event, facts }) => [of, event, facts !== null])).toEqual([
      ['a', 'enrolled', false],
      ['b', 'enrolled', true],
      ['a', 'opted-out', false],
      ['b', 'opted-out', true],
    ]);
    expect((await cut.verifyAudit()).broken).toMatchObject([{ n: 2, why: 'out-of-order' }]);
  });

  test('of the whole couple the order still verifies, and an entry left out is still found', async () => {
    const { verifyAudit, cut } = await erased(['shared', 'a', 'b']);
    expect(await verifyAudit()).toMatchObject({ entries: 4, erased: 1, broken: [] });
    expect((await cut.verifyAudit()).broken).toMatchObject([{ n: 2, why: 'out-of-order' }]);
  });
});

describe('a bare turn', () => {
  test('leaves the couple chain alone, and its page is audited by the alert', async () => {
    const world = await aWorld((parts) => ({
      engine: {
        ...parts.engine,
        runTurn: (couple, event) => {
          if (event.type === 'message' && event.text.includes('die')) throw new Error('broken dialog');
          return parts.engine.runTurn(couple, event);
        },
      },
    }));
    await world.write('I want to die');
    expect(await ofCouple(world)).toEqual(['a enrolled by counselor', 'b enrolled by counselor']);
    const entries = await world.app.audit('alert', await theAlert(world));
    expect(entries.map(({ event }) => event)).toEqual(['raised', 'notified']);
    expect(entries[0]?.facts).toMatchObject({ category: 'suicide', reason: 'message' });
    expect((await world.app.verifyAudit()).broken).toEqual([]);
  });
});

describe('a timer whose turn throws', () => {
  test('over a crisis question is audited with the page it makes', async () => {
    const world = await aWorld((parts) => ({
      engine: {
        ...parts.engine,
        runTurn: (couple, event) => {
          if (event.type === 'timer') throw new Error('broken dialog');
          return parts.engine.runTurn(couple, event);
        },
      },
    }));
    await world.write('I want to die');
    const next = await world.app.nextDue();
    await world.clock.moveTo(next ?? 0);
    await world.app.runDue();
    await world.app.drained();
    const entries = await world.app.audit('couple', world.couple, 2);
    expect(entries.map(({ event, by, facts }) => [event, by, facts?.['reason']])).toEqual([
      ['paged', 'a', 'message'],
      ['paged', 'system', 'silence'],
    ]);
    expect(await events(world, 'alert', await theAlert(world))).toContain('system joined by system');
    expect((await world.app.verifyAudit()).broken).toEqual([]);
  });
});

describe('the chain of', () => {
  test('a stranger begins with the first contact, and holds what a crisis brings', async () => {
    const world = await aWorld();
    await world.write('I want to die', { address: '+1999' });
    const { couple } = (await world.app.alerts())[0] ?? { couple: '' };
    expect(await events(world, 'couple', couple)).toEqual(['a first-contact by a', 'a paged by a']);
    expect((await world.app.verifyAudit()).broken).toEqual([]);
  });

  test('a couple that was stored before there were chains begins with its next event', async () => {
    const keys = memoryKeys();
    const store = memoryStore();
    const world = await aWorld((parts) => ({ keys, store, engine: parts.engine }));
    const state = await world.app.couple(world.couple);
    if (!state) throw new Error('no couple');
    const { audit: _, ...shared } = state.shared;
    const aggregates = createUpdate(world.parts, createVault(store, keys), { extend: () => null }, createLaneQueue());
    const couples = createCouples(world.parts, aggregates);
    await couples.create({ ...state, id: 'old', shared: { ...shared, status: 'stranger' } }, []);
    expect((await world.app.verifyAudit()).broken).toEqual([]);
    expect(await world.app.audit('couple', 'old')).toEqual([]);
    const sent = { couple: 'old', side: 'a', effect: 'e', lane: 'reply', key: null } as const;
    const receipt = sealReceipt(keys.system, { ...sent, address: { channel: 'teams', id: 'them' } });
    await world.app.report({ channel: 'teams', receipt, state: 'undelivered', code: 'UNREACHABLE' });
    expect(await events(world, 'couple', 'old')).toEqual(['a delivery-given-up by system']);
    expect((await world.app.verifyAudit()).broken).toEqual([]);
  });
});

describe('an ordinary check-in', () => {
  test('adds no entry, no record and no sealed part for the audit', async () => {
    const commits: Commit[] = [];
    const store = memoryStore();
    const commit = (request: Commit) => {
      commits.push(request);
      return store.commit(request);
    };
    const world = await aWorld(() => ({ store: { ...store, commit } }));
    commits.length = 0;
    for (const text of ['checkin', '2', '3', '8', '5', 'SKIP']) await world.write(text);
    expect(commits.length).toBeGreaterThanOrEqual(6);
    expect(commits.flatMap((commit) => commit.records).filter(({ kind }) => kind === 'audit')).toEqual([]);
    expect(commits.flatMap(({ sealed }) => Object.keys(sealed))).not.toContain('shared');
    expect(await ofCouple(world)).toHaveLength(2);
  });
});

describe('what was withheld', () => {
  test("from a partner who opted out in a violence case, a counselor's words, is audited once without them", async () => {
    const world = await aWorld();
    await world.write('He hit me and I am scared of him');
    await world.write('STOP');
    await world.app.act(await theAlert(world), { type: 'say', by: 'Dana', words: 'canary-blue' });
    await world.app.drained();
    const entries = await world.app.audit('couple', world.couple);
    expect(entries.filter(({ event }) => event === 'withheld')).toMatchObject([
      { of: 'a', by: 'system', facts: { lane: 'counselor', reason: 'opted-out' } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('canary');
    expect((await world.app.verifyAudit()).broken).toEqual([]);
  });
});

describe('verifying while others write', () => {
  test('does not take a chain that grows for a broken one', async () => {
    const world = await aWorld();
    let writing = true;
    const writes = (async () => {
      for (let index = 0; index < 60; index += 1) await world.write(index % 2 === 0 ? 'STOP' : 'START');
      writing = false;
    })();
    let runs = 0;
    for (; writing; runs += 1) expect((await world.app.verifyAudit()).broken).toEqual([]);
    await writes;
    expect(runs).toBeGreaterThan(3);
    expect(await world.app.verifyAudit()).toMatchObject({ entries: 62, broken: [] });
  });
});
