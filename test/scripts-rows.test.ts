import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { findScripts } from '../src/cli/script/files.ts';
import { scriptsDir } from './support/places.ts';

/** The cells of the level table that are not empty (safety.md, "Levels and clocks"). */
const cells: readonly string[] = [
  ...['emergency suicide', 'urgent suicide', 'urgent self-harm', 'same-day suicide'],
  'emergency overdose',
  ...['emergency withdrawal', 'urgent withdrawal', 'same-day withdrawal'],
  ...['urgent lapse', 'same-day lapse'],
  ...['emergency violence', 'urgent violence', 'same-day violence'],
  ...['emergency harm-to-others', 'urgent harm-to-others'],
  ...['emergency child', 'urgent child'],
];

/** What is played of each level: who is called when, until somebody claims, and what its partner is told meanwhile. */
const ladders: Readonly<Record<string, readonly string[]>> = {
  emergency: ['oncall-emergency', 'oncall-emergency-acknowledged', 'waiting-emergency'],
  urgent: ['oncall-urgent', 'oncall-urgent-acknowledged', 'oncall-quiet-hours', 'waiting-urgent-spanish'],
  'same-day': ['oncall-same-day', 'oncall-quiet-hours', 'waiting-same-day-night'],
  check: ['row-check', 'safety-check-silence'],
  watch: ['gentle-check-without'],
};

test('Every cell and every row of the level tables is played by a script', async () => {
  const texts = await Promise.all((await findScripts([scriptsDir])).map((file) => readFile(file, 'utf8')));
  const played = texts.flatMap((text) => [...text.matchAll(/^alert: (\S+ \S+) /gm)].map(([, cell]) => cell));
  expect(cells.filter((cell) => !played.includes(cell))).toEqual([]);
  for (const [level, names] of Object.entries(ladders))
    for (const name of names) {
      const text = await readFile(`${scriptsDir}/${name}.script`, 'utf8').catch(() => '');
      // It waits, so that clocks run, and says of alert or notices.
      expect([level, name, /^at: \+/m.test(text), /^(alert|oncall >|called):? /m.test(text)]).toEqual([
        ...[level, name, true, true],
      ]);
    }
});
