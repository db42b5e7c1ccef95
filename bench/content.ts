import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBuilt } from '../src/content/built.ts';
import { compile } from '../src/content/compile.ts';
import { sourcesOf } from '../src/content/sources.ts';
import { type Figure, type Measurement, median } from './figure.ts';
import { writeManyTexts } from './many-texts.ts';

const shipped = fileURLToPath(new URL('../../content', import.meta.url));
const child = fileURLToPath(new URL('./open-content.js', import.meta.url));
const lines = 10_000;
const rounds = 5;
const target = 200;

/** What 10,000 lines of content more cost a start, as the build compiled them and from YAML, each in a process of its own. */
export const content: Measurement = {
  name: 'content',
  async run(): Promise<readonly Figure[]> {
    const folder = await mkdtemp(join(tmpdir(), 'coach-bench-'));
    const [dir, built] = [join(folder, 'content'), join(folder, 'built')];
    try {
      await writeManyTexts(shipped, dir, lines);
      await writeBuilt(built, await compile(dir), await sourcesOf(dir));
      const [ours, yaml] = [[], []] as [number[], number[]];
      for (let round = 0; round < rounds; round += 1) {
        ours.push(ms(dir, built));
        yaml.push(ms(dir));
      }
      return [figure(median(ours), median(yaml))];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

const ms = (...args: readonly string[]): number =>
  Number(execFileSync(process.execPath, [child, ...args], { encoding: 'utf8' }));

const figure = (value: number, peer: number): Figure => ({
  name: `content and rules opened, ${lines.toLocaleString('en-US')} lines more`,
  value,
  unit: 'ms',
  peer: `from YAML: ${Math.round(peer)}`,
  ratio: value / peer,
  target: `at most ${target} ms`,
  met: value <= target,
});
