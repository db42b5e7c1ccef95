import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Libsql from 'libsql';
import { addressDigest } from '../../src/app/digests.ts';
import { aFolder, closeAll, openIn } from '../adapters/libsql-folder.ts';
import { aWorld } from '../support/app.ts';

type Cell = string | number | null;

const tables = ['aggregates', 'addresses', 'records', 'entries', 'lanes'];

/** A folder that has lived: a couple with a crisis and an alert, and a reply that could not go out. */
let lived: Awaited<ReturnType<typeof aFolder>>;
let couple: string;
let alert: string;

beforeAll(async () => {
  lived = await aFolder();
  const { close, ...opened } = await openIn(lived.dir);
  const world = await aWorld(() => opened);
  couple = world.couple;
  await world.write('hello');
  await world.write('I want to die');
  alert = String((await world.app.alerts())[0]?.id);
  world.rehearsal.failNext('+15550100', 'DOWN');
  await world.write('YES');
  await world.app.relay.stop();
  await close();
  await readAll();
}, 60_000);
afterAll(async () => {
  await closeAll();
  await lived.remove();
});

/** A table as it was, and what it consists of. A copy of its own is read: a statement that read keeps a file open. */
const was = new Map<string, readonly Readonly<Record<string, Cell>>[]>();

async function readAll(): Promise<void> {
  const copy = await aFolder();
  await cp(lived.dir, copy.dir, { recursive: true });
  const database = new Libsql(join(copy.dir, 'coach.db'));
  for (const table of tables) {
    const rows = database.prepare(`SELECT * FROM ${table}`).all([]) as Record<string, Cell>[];
    was.set(
      table,
      rows.map(({ _metadata, ...row }) => row),
    );
  }
  database.close();
  await copy.remove();
}

const literal = (cell: Cell): string =>
  typeof cell === 'string' ? `'${cell.replaceAll("'", "''")}'` : String(cell ?? 'NULL');

type Change = (database: Libsql.Database) => void;

/** What is found in a copy of the folder after a change at rest. */
async function foundAfter(change: Change, file = 'coach.db'): Promise<readonly string[]> {
  const copy = await aFolder();
  try {
    await cp(lived.dir, copy.dir, { recursive: true });
    const database = new Libsql(join(copy.dir, file));
    change(database);
    database.close();
    return await findings(copy.dir);
  } finally {
    await copy.remove();
  }
}

async function findings(dir: string): Promise<readonly string[]> {
  const { broken } = await report(dir);
  return broken.map(({ kind, id, why }) => `${kind === 'outbox' ? '' : nameOf(id)} ${why}`.trim());
}

/** The folder is accepted as it is: what a start refuses is tried elsewhere. */
async function report(dir: string) {
  const { close, ...opened } = await openIn(dir, Date.now, 'accept');
  try {
    const { createAuditing } = await import('../../src/app/audit/verify.ts');
    const { createVault } = await import('../../src/app/aggregates/vault.ts');
    const auditing = createAuditing(opened.store, opened.keys, createVault(opened.store, opened.keys));
    return await auditing.verifyAudit();
  } finally {
    await close();
  }
}

const nameOf = (id: string): string => (id === couple ? 'couple' : id === alert ? 'alert' : 'other');

const sql =
  (...statements: readonly string[]): Change =>
  (database) => {
    for (const statement of statements) database.exec(statement);
  };

/** Another letter in the middle of a cell. */
const swap = (table: string, column: string, where: string): Change =>
  sql(
    `UPDATE ${table} SET ${column} = substr(${column}, 1, 59) || iif(substr(${column}, 60, 1) = 'A', 'B', 'A') ||
     substr(${column}, 61) WHERE ${where}`,
  );

const theCouple = "kind = 'couple'";
const theAlert = "kind = 'alert'";

/** One thing changed in coach.db, and what must be said of it. */
const inStore: Record<string, [Change, string]> = {
  'the couple removed': [sql(`DELETE FROM aggregates WHERE ${theCouple}`), 'couple missing'],
  'the alert removed': [sql(`DELETE FROM aggregates WHERE ${theAlert}`), 'alert missing'],
  'the alert removed with its whole chain': [
    sql(`DELETE FROM aggregates WHERE ${theAlert}`, "DELETE FROM records WHERE ownerKind = 'alert'"),
    'alert missing',
  ],
  'a kind changed': [sql(`UPDATE aggregates SET kind = 'couple' WHERE ${theAlert}`), 'alert missing'],
  'a kind that there is not': [sql(`UPDATE aggregates SET kind = 'x' WHERE ${theCouple}`), 'couple missing'],
  'an id changed': [sql(`UPDATE aggregates SET id = 'x' WHERE ${theCouple}`), 'couple missing'],
  'wakeAt taken away': [sql(`UPDATE aggregates SET wakeAt = NULL WHERE ${theCouple}`), 'couple row-changed'],
  'wakeAt put off': [sql(`UPDATE aggregates SET wakeAt = wakeAt + 1 WHERE ${theCouple}`), 'couple row-changed'],
  'a facet changed': [
    sql(`UPDATE aggregates SET facets = replace(facets, 'C-017', 'C-018') WHERE ${theCouple}`),
    'couple row-changed',
  ],
  'a level changed': [
    sql(`UPDATE aggregates SET facets = replace(facets, '"open"', '"closed"') WHERE ${theAlert}`),
    'alert row-changed',
  ],
  'facets that are no JSON': [sql(`UPDATE aggregates SET facets = '{' WHERE ${theCouple}`), 'couple row-changed'],
  'shared changed': [swap('aggregates', 'shared', theCouple), 'couple row-changed'],
  'part a changed': [swap('aggregates', 'a', theCouple), 'couple row-changed'],
  'part b changed': [swap('aggregates', 'b', theCouple), 'couple row-changed'],
  'parts a and b swapped': [sql(`UPDATE aggregates SET a = b, b = a WHERE ${theCouple}`), 'couple row-changed'],
  'part b removed': [sql(`UPDATE aggregates SET b = NULL WHERE ${theCouple}`), 'couple row-changed'],
  'a version changed': [sql(`UPDATE aggregates SET version = version - 1 WHERE ${theCouple}`), 'couple row-changed'],
  'a mac changed': [sql(`UPDATE aggregates SET mac = 'x' || mac WHERE ${theCouple}`), 'couple row-changed'],
  'a mac removed, and something with it': [
    sql(`UPDATE aggregates SET mac = NULL, wakeAt = wakeAt + 1 WHERE ${theCouple}`),
    'couple row-changed',
  ],
  'sides of all addresses swapped': [
    sql("UPDATE addresses SET side = iif(side = 'a', 'b', 'a')"),
    'couple address-changed',
  ],
  'an address without its mac and of the other side': [
    sql("UPDATE addresses SET side = iif(side = 'a', 'b', 'a'), mac = NULL"),
    'couple address-changed',
  ],
  "an address that is another's": [sql("UPDATE addresses SET id = 'x' WHERE side = 'b'"), 'couple address-missing'],
  'the addresses removed': [sql('DELETE FROM addresses'), 'couple address-missing'],
  'an address added': [
    sql(`INSERT INTO addresses SELECT 'z', id, side, mac, reservedAt FROM addresses LIMIT 1`),
    'couple address-changed',
  ],
  'a box changed': [swap('entries', 'box', '1'), 'couple box-changed'],
  'a box moved to the other partner': [
    sql("UPDATE lanes SET recipient = iif(recipient = 'a', 'b', 'a')"),
    'couple box-changed',
  ],
  'a box moved to another lane': [sql("UPDATE lanes SET lane = 'nudge'"), 'couple box-changed'],
  'a box moved to another aggregate': [sql("UPDATE lanes SET id = 'x'"), 'other box-changed'],
  'an entry without its lane': [sql('DELETE FROM lanes'), 'without-lane'],
  'a record of the turn log changed': [
    swap('records', 'box', "stream LIKE 'turn|%' AND seq = 1"),
    'couple record-changed',
  ],
  'a record left out': [sql("DELETE FROM records WHERE seq = 1 AND stream LIKE 'turn|%'"), 'couple record-missing'],
  'the instant of a record changed': [
    sql("UPDATE records SET at = at + 1 WHERE stream LIKE 'turn|%'"),
    'couple record-changed',
  ],
  'an audit entry left out': [sql("DELETE FROM records WHERE kind = 'audit' AND seq = 1"), 'couple out-of-order'],
};

/** One thing changed in the register. */
const inRegister: Record<string, [Change, string]> = {
  'an entry removed': [sql(`DELETE FROM heads WHERE ${theCouple}`), 'couple no-head'],
  'a head set lower': [sql(`UPDATE heads SET version = version - 1 WHERE ${theCouple}`), 'couple head-changed'],
  'a head set higher': [sql(`UPDATE heads SET version = version + 1 WHERE ${theCouple}`), 'couple head-changed'],
  'a mac changed': [sql(`UPDATE heads SET mac = 'x' WHERE ${theAlert}`), 'alert head-changed'],
};

describe('a data folder that was changed at rest', () => {
  test('has no finding when nothing was changed', async () => {
    expect(await foundAfter(() => {})).toEqual([]);
  });

  for (const [name, [change, said]] of Object.entries(inStore)) {
    test(`is found: ${name}`, async () => expect(await foundAfter(change)).toContain(said));
  }
  for (const [name, [change, said]] of Object.entries(inRegister)) {
    test(`is found in the register: ${name}`, async () => expect(await foundAfter(change, 'keys.db')).toContain(said));
  }

  test('is found when the couple is put back to an older row that was genuine', async () => {
    const copy = await aFolder();
    try {
      await cp(lived.dir, copy.dir, { recursive: true });
      const path = join(copy.dir, 'coach.db');
      const { close, ...opened } = await openIn(copy.dir);
      const world = await aWorldOver(opened);
      await world.receive('STOP');
      await close();
      const after = new Libsql(path);
      const old = was.get('aggregates')?.find(({ kind }) => kind === 'couple') ?? {};
      const cells = Object.entries(old).map(([name, cell]) => `${name} = ${literal(cell)}`);
      after.exec(`UPDATE aggregates SET ${cells.join(', ')} WHERE ${theCouple}`);
      after.close();
      expect(await findings(copy.dir)).toContain('couple behind');
      const accepted = await openIn(copy.dir, Date.now, 'accept');
      const { acceptRestored } = await import('../../src/app/audit/restored.ts');
      const clock = { now: Date.now, real: Date.now };
      expect(await acceptRestored(accepted, clock, { withoutKeys: [], withoutState: [] })).toHaveLength(1);
      await accepted.close();
      expect(await findings(copy.dir)).not.toContain('couple behind');
    } finally {
      await copy.remove();
    }
  });

  const change = (dir: string, file: string, ...statements: readonly string[]): void => {
    const database = new Libsql(join(dir, file));
    for (const statement of statements) database.exec(statement);
    database.close();
  };

  test('is brought up to date where a killed process left the register behind', async () => {
    const copy = await aFolder();
    try {
      await cp(lived.dir, copy.dir, { recursive: true });
      change(copy.dir, 'keys.db', "UPDATE heads SET version = 0, mac = '', seal = NULL");
      expect(await report(copy.dir)).toMatchObject({ broken: [], lagged: 2 });
      expect(await report(copy.dir)).toMatchObject({ broken: [], lagged: 0 });
      change(copy.dir, 'coach.db', `DELETE FROM aggregates WHERE ${theAlert}`);
      expect(await findings(copy.dir)).toContain('alert missing');
    } finally {
      await copy.remove();
    }
  });

  test('of before rows were authenticated opens, and is authenticated once it was verified', async () => {
    const copy = await aFolder();
    try {
      await cp(lived.dir, copy.dir, { recursive: true });
      const older = ['aggregates', 'addresses'].map((table) => `ALTER TABLE ${table} DROP COLUMN mac`);
      change(copy.dir, 'coach.db', ...older);
      change(copy.dir, 'keys.db', 'DROP TRIGGER headsBegin', 'DROP TABLE heads');
      expect(await report(copy.dir)).toMatchObject({ broken: [], first: 2 });
      expect(await report(copy.dir)).toMatchObject({ broken: [], first: 0 });
      change(copy.dir, 'coach.db', `UPDATE aggregates SET wakeAt = wakeAt + 1 WHERE ${theCouple}`);
      expect(await findings(copy.dir)).toEqual(['couple row-changed']);
    } finally {
      await copy.remove();
    }
  });

  test('alerts for the partner who wrote, although the sides of their addresses were swapped', async () => {
    const copy = await aFolder();
    try {
      await cp(lived.dir, copy.dir, { recursive: true });
      const database = new Libsql(join(copy.dir, 'coach.db'));
      database.exec("UPDATE addresses SET side = iif(side = 'a', 'b', 'a')");
      database.close();
      const { close, ...opened } = await openIn(copy.dir);
      const hash = addressDigest(opened, 'teams', 'sam');
      expect(await opened.store.findByAddress(hash)).toMatchObject({ side: 'a' });
      const world = await aWorldOver(opened);
      expect(await world.whose('teams', 'sam')).toEqual({ id: couple, side: 'b' });
      expect(world.log.lines.join('\n')).toContain('address.changed');
      await close();
    } finally {
      await copy.remove();
    }
  });
});

/** Cells that nothing tells: docs/reliability.md, "Files changed at rest", says why and what comes of it. */
const untold = new Set([
  ...['lanes.urgent', 'lanes.headAt', 'lanes.token', 'lanes.worker', 'lanes.until'],
  // When an address was reserved says nothing once its couple is there.
  'addresses.reservedAt',
  ...['entries.seq', 'entries.tries', 'entries.attempted', 'entries.at'],
]);

/** Numbers between 0 and 1, always the same ones for a seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe('a random cell of a random row', () => {
  const seed = Number(process.env['COACH_SEED'] ?? 11);
  const tries = Number(process.env['COACH_TRIES'] ?? 24);

  /** Changes one cell; gives its name. */
  function changeOne(database: Libsql.Database, random: () => number): string {
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const table = pick(tables);
    const row = pick(was.get(table) ?? []);
    const column = pick(Object.keys(row).filter((name) => !untold.has(`${table}.${name}`)));
    const where = Object.entries(row).map(([name, cell]) => `${name} IS ${literal(cell)}`);
    const cell = literal(another(row[column] ?? null, random));
    database.exec(`UPDATE ${table} SET ${column} = ${cell} WHERE ${where.join(' AND ')}`);
    return `${table}.${column}`;
  }

  test('is found when it was changed', async () => {
    const random = seeded(seed);
    const missed: string[] = [];
    for (let left = tries; left > 0; left -= 1) {
      let cell = '';
      const found = await foundAfter((database) => {
        cell = changeOne(database, random);
      });
      if (found.length === 0) missed.push(cell);
    }
    process.stdout.write(`at rest: ${tries - missed.length} of ${tries} changes found (seed ${seed})\n`);
    expect(missed).toEqual([]);
  }, 600_000);
});

/** Another value of the same kind: another letter in a text, another number. */
function another(value: Cell, random: () => number): string | number {
  if (value === null) return 1;
  if (typeof value === 'number') return value + 1_000;
  const at = Math.floor(random() * value.length);
  return `${value.slice(0, at)}${value[at] === 'B' ? 'C' : 'B'}${value.slice(at + 1)}`;
}

/** The app over a folder in which the couple is enrolled already. */
async function aWorldOver(opened: Pick<Awaited<ReturnType<typeof openIn>>, 'store' | 'keys'>) {
  const { createApp } = await import('../../src/app/create-app.ts');
  const world = await aWorld();
  const app = createApp({ ...world.parts, ...opened });
  return {
    log: world.log,
    whose: app.whose,
    receive: async (text: string) => {
      await app.receive(world.inbound(text));
      await app.relay.stop();
    },
  };
}
