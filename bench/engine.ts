import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initialTransition, transition } from 'xstate';
import { loadDialogs } from '../src/app/catalog/load-dialogs.ts';
import { blankPartner } from '../src/app/inbound/strangers.ts';
import { loadContent } from '../src/content/load.ts';
import type { Couple } from '../src/domain/couple.ts';
import type { Json } from '../src/domain/frame.ts';
import { silentScreening } from '../src/domain/screening.ts';
import { createEngine } from '../src/engine/engine.ts';
import type { MessageEvent } from '../src/engine/events.ts';
import { defaultLimits } from '../src/engine/limits.ts';
import type { DialogDefinition } from '../src/engine/machine/dialog.ts';
import { createDialogs } from '../src/engine/machine/dialogs.ts';
import { machineOf } from '../src/engine/machine/xstate.ts';
import { cpuMs, type Figure, type Measurement, median } from './figure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One check-in: a message opens it, five answer it. The answers as text, and as the dialog's own values. */
const texts = ['checkin', '2', '3', '8', '5', 'a quiet day, nothing more to say'];
const answers: readonly Json[] = ['so-so', 3, 8, ['none'], 'a quiet day, nothing more to say'];
const turns = texts.length;
const rounds = 3_000;
const repeats = 7;

/** Engine turns with the state as JSON each turn: ours with its conductor, XState's own `transition()`, JSON alone. */
export const engine: Measurement = {
  name: 'engine',
  async run(): Promise<readonly Figure[]> {
    const definitions = await loadDialogs(join(root, 'dist', 'dialogs'));
    const { cold, warm, alone } = await oursRunners(definitions);
    const plain = plainRunner(definitions.get('check-in') as DialogDefinition);
    const runners = { cold, warm, plain, alone };
    const measured = { cold: [] as number[], warm: [] as number[], plain: [] as number[], alone: [] as number[] };
    for (const run of Object.values(runners)) repeat(run, 500);
    for (let index = 0; index < repeats; index += 1)
      for (const [name, run] of Object.entries(runners))
        measured[name as keyof typeof runners].push(await perSecond(run));
    const [value, kept, peer, limit] = [measured.cold, measured.warm, measured.plain, measured.alone].map(median) as [
      ...[number, number, number, number],
    ];
    const xstate = `XState transition(): ${Math.round(peer)}`;
    const json = `JSON.parse and JSON.stringify alone: ${Math.round(limit)}`;
    return [
      figure('engine turn, conductor included', value, xstate, value / peer, 'at least 1 x', value >= peer),
      figure('warm engine turn, as the service runs it', kept, xstate, kept / peer, 'at least 2 x', kept >= peer * 2),
      figure('engine turn against its JSON alone', value, json, value / limit, '–', null),
    ];
  },
};

const figure = (
  name: string,
  value: number,
  peer: string,
  ratio: number,
  target: string,
  met: boolean | null,
): Figure => ({
  name,
  value,
  unit: 'turns per CPU second',
  peer,
  ratio,
  target,
  met,
});

const repeat = (run: () => void, count: number): void => {
  for (let index = 0; index < count; index += 1) run();
};

async function perSecond(run: () => void): Promise<number> {
  const ms = await cpuMs(() => repeat(run, rounds));
  return (rounds * turns) / (ms / 1_000);
}

/**
 * Ours: `cold` reads and writes the couple as JSON each turn; `warm` has it in memory and writes what changed, as the service
 * does; `alone` is what `cold` cannot do without: the same states read and written, and nothing else.
 */
async function oursRunners(definitions: ReadonlyMap<string, DialogDefinition>) {
  const content = await loadContent(join(root, 'content'));
  const made = createEngine({ dialogs: createDialogs(definitions), words: content.words, limits: defaultLimits });
  const consent = { status: 'given', version: 1, at: 0, until: Number.MAX_SAFE_INTEGER } as const;
  const partner = { ...blankPartner, consent, name: 'Alex', zone: 'America/Chicago' };
  const shared = { status: 'active', caseCode: 'C-001', relationship: 'romantic' } as const;
  const fresh = JSON.stringify({ id: 'bench', shared, a: partner, b: partner } satisfies Couple);
  const events = texts.map(
    (text, index): MessageEvent => ({
      type: 'message',
      id: `turn-${index}`,
      at: 1_700_000_000_000 + index,
      side: 'a',
      text,
      unreadable: false,
      from: { channel: 'direct-line', id: 'alex' },
      screening: silentScreening,
    }),
  );
  const ended = (stored: string): void => {
    if (!stored.includes('"finished":{"check-in"')) throw new Error('the check-in did not end');
  };
  const start = JSON.parse(fresh) as Couple;
  const stored: string[] = [];
  events.reduce((couple, event) => {
    stored.push(JSON.stringify(couple));
    return made.runTurn(couple, event).couple;
  }, start);
  return {
    cold(): void {
      let state = fresh;
      for (const event of events) state = JSON.stringify(made.runTurn(JSON.parse(state) as Couple, event).couple);
      ended(state);
    },
    warm(): void {
      let couple = start;
      let written = '';
      for (const event of events) {
        const next = made.runTurn(couple, event).couple;
        for (const part of ['shared', 'a', 'b'] as const)
          if (next[part] !== couple[part]) written = JSON.stringify(next[part]);
        couple = next;
      }
      ended(written);
    },
    alone(): void {
      for (const state of stored) if (JSON.stringify(JSON.parse(state)) === '') throw new Error('nothing was written');
    },
  };
}

function plainRunner(definition: DialogDefinition): () => void {
  const machine = machineOf(definition);
  const restore = (stored: string) => machine.restoreSnapshot(JSON.parse(stored), null as never);
  return () => {
    const [first] = initialTransition(machine, {});
    let stored = JSON.stringify(machine.getPersistedSnapshot(first as never));
    for (const value of answers) {
      const [next] = transition(machine, restore(stored) as never, { type: 'ANSWER', value } as never);
      stored = JSON.stringify(machine.getPersistedSnapshot(next as never));
    }
    if (!stored.includes('"status":"done"')) throw new Error('the check-in did not end');
  };
}
