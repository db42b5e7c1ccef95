import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './places.ts';

/** The build that is crashed. CRASH_DIST names another one, to see these tests fail on a broken product. */
export const crashedDist = process.env['CRASH_DIST'] ?? join(root, 'dist');

export type Op = 'commit' | 'claim' | 'settle' | 'send' | 'notify';
export type When = 'before' | 'during' | 'after';

/** Where a process dies: around its n-th call of an operation. `during`: right after asking, without an answer. */
export interface Point {
  readonly when: When;
  readonly op: Op;
  readonly n: number;
}

/** A message, or the clock moved and what is due by then run. */
export type Step = { readonly id: string } & ({ readonly text: string } | { readonly moveTo: number });

export interface Job {
  readonly folder: string;
  /** The server whose databases are named after folders; the embedded store of the folder where it is left out. */
  readonly mongo?: string;
  readonly now: number;
  readonly checkIn: string | null;
  /** The first way of whoever is on call takes no notice. */
  readonly lostWay?: boolean;
  readonly steps: readonly Step[];
  readonly kill: Point | null;
  /** At its point the service stands still, and is killed together with the next one that kills. */
  readonly stands?: boolean;
  /** Keeps the store open when done, and makes no report. */
  readonly hold?: boolean;
}

/** What is stored in the end, as crash-child.js tells it. */
export interface Report {
  readonly counts: Readonly<Record<Op, number>>;
  /** Every operation in its order, with what it was about. */
  readonly points: readonly string[];
  readonly facts: readonly { readonly name: string; readonly value: unknown; readonly at: number }[];
  readonly alerts: readonly { readonly level: string; readonly pages: readonly unknown[]; readonly ours: boolean }[];
  /** The dialogs under way and what they ask. */
  readonly place: readonly string[];
  /** What happened to the partner, one line each. */
  readonly log: readonly string[];
  readonly nudgesUnknown: number;
  /** When the next entry of the outbox may go out; null when it is empty. */
  readonly pending: number | null;
  /** What the audit chains hold, and which of them do not verify. */
  readonly audit: { readonly entries: number; readonly broken: readonly unknown[] };
}

/** How a run ended. */
export interface Played {
  readonly end: 'killed' | 'stands' | 'reported' | 'held' | 'failed';
  readonly acked: readonly string[];
  readonly report: Report | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
}

/** Plays jobs one after the other, in one process until that is killed and in the next one then. */
export interface Player {
  play(job: Job): Promise<Played>;
  /** kill -9. */
  end(): Promise<void>;
}

/** How long a job may take on a machine that has much else to do, ms. */
const patience = 120_000;

interface Child {
  readonly process: ChildProcess;
  readonly lines: string[];
  /** Called with each line, and with null at the end. */
  hear: (line: string | null) => void;
  readonly closed: Promise<void>;
}

export function openPlayer(): Player {
  let child: Child | null = null;
  return {
    async play(job) {
      child ??= startChild();
      let isOver = true;
      try {
        const played = await playIn(child, job);
        isOver = played.end === 'killed';
        return played;
      } finally {
        if (isOver) child = null;
      }
    },
    async end() {
      child?.process.kill('SIGKILL');
      await child?.closed;
      child = null;
    },
  };
}

function startChild(): Child {
  const args = ['--enable-source-maps', join(import.meta.dirname, 'crash-child.js'), crashedDist];
  const process_ = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let rest = '';
  const child: Child = {
    process: process_,
    lines: [],
    hear: () => {},
    closed: new Promise((resolve) => {
      process_.once('close', () => {
        child.hear(null);
        resolve();
      });
    }),
  };
  process_.stdin.on('error', () => {});
  process_.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) child.hear(line);
  });
  return child;
}

function playIn(child: Child, job: Job): Promise<Played> {
  const acked: string[] = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.process.kill('SIGKILL');
      reject(new Error(`a child was not done within ${patience} ms: ${JSON.stringify(job)}`));
    }, patience);
    const finish = (end: Played['end'], fields: Partial<Played> = {}) => {
      clearTimeout(timer);
      resolve({ end, acked, report: null, failure: null, ...fields });
    };
    child.hear = (line) => {
      if (line === null) return finish('killed');
      const [, word, told = ''] = /^(\w+) ?(.*)$/.exec(line) ?? [];
      const [folder, id = ''] = told.split(' ', 2);
      if (word === 'acked' && folder === job.folder) acked.push(id);
      if (word === 'stands') finish('stands');
      if (word === 'report') finish('reported', { report: JSON.parse(told) as Report });
      if (word === 'failed') finish('failed', { failure: JSON.parse(told) as NonNullable<Played['failure']> });
      if (word === 'drained' && job.hold) finish('held');
    };
    child.process.stdin?.write(`${JSON.stringify(job)}\n`);
  });
}

/** A message at the provider. */
export interface Accepted {
  readonly type: 'accepted';
  readonly effect: string;
  readonly address: string;
  readonly lane: string;
  readonly key: string | null;
  readonly text: string;
}

export type JournalEntry =
  | Accepted
  | { readonly type: 'settled'; readonly effects: readonly string[] }
  | ({ readonly type: 'died' } & Point);

export async function journalOf(folder: string): Promise<readonly JournalEntry[]> {
  const text = await readFile(join(folder, 'journal.jsonl'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalEntry);
}

/** A fresh folder for as long as the work takes. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'coach-crash-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Does the work for each item, with as many at a time as there are players. Gives the results in the order of the items. */
export async function shared<Item, Result>(
  players: readonly Player[],
  items: readonly Item[],
  work: (player: Player, item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const left = items.map((item, index) => ({ item, index }));
  await Promise.all(
    players.map(async (player) => {
      for (let next = left.shift(); next; next = left.shift()) results[next.index] = await work(player, next.item);
    }),
  );
  return results;
}
