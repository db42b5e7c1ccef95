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

/** Engine turns with the state as JSON each turn: ours with its conductor, XState's own `transition()`, a switch. */
export const engine: Measurement = {
  name: 'engine',
  async run(): Promise<readonly Figure[]> {
    const definitions = await loadDialogs(join(root, 'dist', 'dialogs'));
    const ours = await oursRunner(definitions);
    const plain = plainRunner(definitions.get('check-in') as DialogDefinition);
    const measured = { ours: [] as number[], plain: [] as number[], byHand: [] as number[] };
    for (const run of [ours, plain, byHand]) repeat(run, 500);
    for (let index = 0; index < repeats; index += 1) {
      measured.ours.push(await perSecond(ours));
      measured.plain.push(await perSecond(plain));
      measured.byHand.push(await perSecond(byHand));
    }
    const [value, peer, hand] = [median(measured.ours), median(measured.plain), median(measured.byHand)];
    return [
      figure(
        'engine turn, conductor included',
        value,
        `XState transition(): ${Math.round(peer)}`,
        value / peer,
        'at least 1 x',
        value >= peer,
      ),
      figure(
        'engine turn against a hand-written switch',
        value,
        `switch: ${Math.round(hand)}`,
        value / hand,
        'at least 0.1 x',
        value * 10 >= hand,
      ),
    ];
  },
};

const figure = (name: string, value: number, peer: string, ratio: number, target: string, met: boolean): Figure => ({
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

async function oursRunner(definitions: ReadonlyMap<string, DialogDefinition>): Promise<() => void> {
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
  return () => {
    let stored = fresh;
    for (const event of events) stored = JSON.stringify(made.runTurn(JSON.parse(stored) as Couple, event).couple);
    if (!stored.includes('"finished":{"check-in"')) throw new Error('the check-in did not end');
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

/** What the least code would do: the same questions, no conductor, no timers, no languages. */
function byHand(): void {
  let stored = '{"step":0,"answers":[]}';
  for (const text of texts) {
    const state = JSON.parse(stored) as { step: number; answers: string[] };
    const said: string[] = [];
    switch (state.step) {
      case 0:
        said.push('private', 'mood');
        break;
      case 1:
        said.push('craving');
        break;
      case 2:
        said.push('closeness');
        break;
      case 3:
        said.push('halt');
        break;
      case 4:
        said.push('note');
        break;
      default:
        said.push('noted');
    }
    stored = JSON.stringify({ step: state.step + 1, answers: [...state.answers, text], said });
  }
}
