import { fileURLToPath } from 'node:url';
import { loadScreeningRules } from '../src/content/screening-rules.ts';
import { normalise } from '../src/safety/normalise.ts';
import { createScreener } from '../src/safety/screen.ts';
import { cpuMs, type Figure, type Measurement, median } from './figure.ts';
import { messages } from './screening-texts.ts';

const dir = fileURLToPath(new URL('../../content/screening', import.meta.url));
const rounds = 200;
const repeats = 9;
const target = 2;

/** What it costs to hear an ordinary message, both languages, and the slowest of them. The peer only reads the words. */
export const screening: Measurement = {
  name: 'screening',
  async run(): Promise<readonly Figure[]> {
    const screen = createScreener(await loadScreeningRules(dir));
    const [ours, peer] = [[], []] as [number[], number[]];
    for (let index = 0; index < 20; index += 1) each(screen);
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      ours.push(await perMessage(screen));
      peer.push(await perMessage(normalise));
    }
    const [mean, alone] = [median(ours), median(peer)];
    const slow = slowest(screen);
    return [
      {
        name: 'screening a message, both languages',
        value: mean,
        unit: 'CPU ms',
        peer: `reading its words alone: ${alone.toFixed(3)}`,
        ratio: mean / alone,
        target: '–',
        met: null,
      },
      {
        name: 'the slowest of them, median of its runs',
        value: slow,
        unit: 'ms',
        peer: '–',
        ratio: null,
        target: `at most ${target} ms`,
        met: slow <= target,
      },
    ];
  },
};

const each = (work: (text: string) => unknown): void => {
  for (const message of messages) work(message);
};

async function perMessage(work: (text: string) => unknown): Promise<number> {
  const ms = await cpuMs(() => {
    for (let round = 0; round < rounds; round += 1) each(work);
  });
  return ms / (rounds * messages.length);
}

/** Each message by its median, so that what the machine does meanwhile is left out; of those the longest. */
function slowest(screen: (text: string) => unknown): number {
  const medians = messages.map((message) => median(Array.from({ length: rounds }, () => timed(() => screen(message)))));
  return Math.max(...medians);
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
