import { relative } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { loadScript, playRun } from '../src/cli/script/play.ts';
import type { RunResult } from '../src/cli/script/run.ts';
import type { Run } from '../src/cli/script/script.ts';
import { createScriptWorld } from '../src/cli/script-world.ts';
import { theCatalog } from './support/catalog.ts';
import { root } from './support/places.ts';
import { scriptsForTwo } from './support/scripts-for-two.ts';
import { inMemory } from './support/storage.ts';
import { asTold, broken, heardBy, mixed, placesOf, restarting } from './support/variants.ts';

const catalog = await theCatalog();
const scripts = (await Promise.all((await scriptsForTwo(catalog)).map((file) => loadScript(file)))).filter(
  ({ header }) => !header.alone && header.partners.every(({ enrolled }) => enrolled),
);

/** VARIANTS=all has a crisis in every place of each script; else SEED draws one in the later half. */
const all = process.env['VARIANTS'] === 'all';
/** SCRIPTS=tenth, as CI does, plays restarts and mixed channels of a tenth of the scripts, which SEED draws; else of each. */
const tenth = process.env['SCRIPTS'] === 'tenth';
const seed = Number(process.env['SEED'] ?? Math.floor(Date.now() / 3_600_000));

jest.setTimeout(300_000);

beforeAll(() => {
  console.info(
    all
      ? 'a crisis in every place'
      : `a crisis in a later place of each script (SEED=${seed} draws it again, VARIANTS=all plays all)`,
  );
});

async function played(run: Run): Promise<RunResult> {
  const result = await playRun(run, async () => createScriptWorld({ catalog, openStorage: inMemory() }));
  expect(result.failure?.came ?? null).toBeNull();
  return result;
}

/** How somebody leaves what is for two. `holds`: nothing is for two from then on. */
const ways = [
  { words: 'I want to die', isCrisis: true, holds: false },
  { words: 'he hit me, I am scared of him', isCrisis: true, holds: true },
  { words: 'pause', isCrisis: false, holds: false },
  { words: 'STOP', isCrisis: false, holds: false },
] as const;

/** The crisis always, and one of the others by SEED. */
const isPlayed = (nth: number, who: number): boolean => all || nth === 0 || nth === 1 + ((seed + who) % 3);

/** What somebody was sent but for what the other had approved before: the offer, the words, and what is answered to them. */
const withoutShared = (heard: readonly string[], leaves: boolean): readonly string[] =>
  leaves ? heard.filter((each) => !/ (note|add-words|coach)\.|\.(news|whole|words|line)$/.test(each)) : heard;

const titled = scripts.flatMap(({ file, runs: [run] }, index) =>
  run ? [[relative(root, file), run, !tenth || (index + seed) % 10 === 0] as const] : [],
);

describe.each(titled)('%s', (_, run, isDrawn) => {
  if (isDrawn) {
    test('says the same with a restart before each message', async () => {
      expect(heardBy(await played(restarting(run)))).toEqual(heardBy(await played(asTold(run))));
    });

    test.each([0, 1] as const)(
      'says the same where one is in Spanish by SMS and the other in Teams: %d',
      async (first) => {
        expect(heardBy(await played(mixed(run, first)))).toEqual(heardBy(await played(asTold(run))));
      },
    );
  }

  test.each([0, 1] as const)(
    'looks to the other like silence, however one leaves it, and a crisis is answered: %d',
    async (who) => {
      const count = placesOf(run, who);
      const middle = Math.floor(count / 2);
      const drawn = count > 0 ? [middle + (seed % (count - middle))] : [];
      const places = all ? Array.from({ length: count }, (_, place) => place) : drawn;
      const [name, other] = [run.header.partners[who].name, run.header.partners[1 - who]?.name ?? ''];
      /** What silence from an earlier place on looks like to the other, where it is just what they saw at a return that was missed. */
      async function earlierSilence(
        seen: readonly unknown[],
        place: number,
        heard: (of: RunResult) => readonly unknown[],
      ) {
        if (!seen.some((each) => /return\.missed$/.test(String(each)))) return null;
        for (let before = place - 1; before >= 0; before -= 1) {
          const told = heard(await played(broken(run, who, before, null)));
          if (JSON.stringify(told) === JSON.stringify(seen)) return told;
        }
        return null;
      }
      for (const place of places) {
        const silence = await played(broken(run, who, place, null));
        for (const { words, isCrisis, holds } of ways.filter((_, nth) => isPlayed(nth, who))) {
          // Under a hold the plan offers something for each alone, as another seed could have drawn it.
          if (holds && run.header.plan !== null) continue;
          const left = await played(broken(run, who, place, words));
          // What they approved and the other has not read waits: to the other it is as if it had never been written.
          const waits = heardBy(left, name).some((each) => /reply \w[\w-]*\.sent$/.test(each));
          const heard = (result: RunResult) => [words, place, ...withoutShared(heardBy(result, other), waits)];
          // Who was ready, and left within the two minutes before a return, looks like somebody who was not (safety.md, "Time-out").
          expect(heard(left)).toEqual((await earlierSilence(heard(left), place, heard)) ?? heard(silence));
          if (!isCrisis) continue;
          const isMet = left.letters.some(({ sent }) => sent.to === name && sent.lane === 'crisis');
          expect([words, place, isMet, left.raised.length > 0]).toEqual([words, place, true, true]);
        }
      }
    },
  );
});
