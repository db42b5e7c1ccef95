import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { crashedDist } from './crash.ts';

export interface Acked {
  readonly id: string;
  readonly sender: number;
  readonly receipts: readonly string[];
}

export interface Report {
  readonly senders: readonly {
    readonly sender: number;
    readonly ids: readonly string[];
    readonly messages: number;
    readonly crises: number;
    readonly said: number;
    readonly withheld: number;
    readonly open: number;
  }[];
  readonly pending: number | null;
  readonly chains: number;
  readonly broken: readonly object[];
}

/** What a process told before it ended. */
export interface Heard {
  readonly acked: Acked[];
  report: Report | null;
}

/** Plays one job in a process of its own, which is killed `killAfter` ms after its load began, or ends by itself. `loaded` is called when its load begins. */
export function play(job: object, killAfter: number | null, patienceMs = 30_000, loaded = () => {}): Promise<Heard> {
  const args = ['--enable-source-maps', join(import.meta.dirname, '../support/load-child.js'), crashedDist];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const heard: Heard = { acked: [], report: null };
  const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  let rest = '';
  return new Promise((resolve, reject) => {
    const hear = (line: string): void => {
      const [, word = '', told = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
      if (word === 'loaded') loaded();
      if (word === 'loaded' && killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter);
      if (word === 'acked') heard.acked.push(JSON.parse(told) as Acked);
      if (word === 'report') heard.report = JSON.parse(told) as Report;
      if (word === 'failed') reject(new Error(told));
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line);
    });
    child.once('close', () => {
      clearTimeout(patience);
      resolve(heard);
    });
    child.stdin.on('error', () => {});
    child.stdin.end(`${JSON.stringify(job)}\n`);
  });
}

/** A number from 0 to 1 for each cycle of a seed. */
export const chance = (seed: number, cycle: number): number =>
  (((Math.sin(seed * 12.9898 + cycle * 78.233) * 43_758.5453) % 1) + 1) % 1;

const repeated = (items: readonly string[]): readonly string[] =>
  items.filter((item, index) => items.indexOf(item) !== index);

/** Every message that was answered is stored, once. */
export function expectAllKept(report: Report, acked: readonly Acked[]): void {
  const stored = new Set(report.senders.flatMap(({ ids }) => ids));
  expect(acked.filter(({ id }) => !stored.has(id))).toEqual([]);
  for (const { ids, messages } of report.senders) {
    expect(repeated(ids)).toEqual([]);
    expect(messages).toBe(ids.length);
  }
  // Sent twice at once: one of the two did it.
  const twice = acked.filter(({ receipts }) => receipts.length === 2);
  expect(twice.length).toBeGreaterThan(0);
  for (const { receipts } of twice) expect([...receipts].sort()).toEqual(['committed', 'duplicate']);
}

/** One open alert for each sender in a crisis, and nothing waits. */
export function expectAlertsAndAnswers({ senders, pending }: Report): void {
  expect(pending).toBeNull();
  expect(senders.some(({ crises }) => crises > 0)).toBe(true);
  for (const { sender, crises, open } of senders)
    expect({ sender, open }).toEqual({ sender, open: crises > 0 ? 1 : 0 });
}

interface Accepted {
  readonly effect: string;
  readonly address: string;
  readonly lane: string;
}

/** No nudge went out twice, and everything that was said went out. */
export async function expectSending(folder: string, { senders }: Report): Promise<void> {
  const text = await readFile(join(folder, 'accepted.jsonl'), 'utf8');
  const accepted = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Accepted);
  const nudges = accepted.filter(({ lane }) => lane === 'nudge').map(({ effect }) => effect);
  console.info(`${accepted.length} were sent, ${nudges.length} of them nudges`);
  expect(nudges.length).toBeGreaterThan(0);
  expect(repeated(nudges)).toEqual([]);
  for (const { sender, said, withheld } of senders) {
    const address = `+155501${String(sender).padStart(2, '0')}`;
    const sent = accepted.filter((each) => each.address === address && each.lane !== 'nudge');
    expect(new Set(sent.map(({ effect }) => effect)).size + withheld).toBeGreaterThanOrEqual(said);
  }
}
