import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { scriptChannels } from '../src/cli/script/command.ts';
import { findScripts } from '../src/cli/script/files.ts';
import { onChannel } from '../src/cli/script/on-channel.ts';
import { loadScript, playRun } from '../src/cli/script/play.ts';
import type { Script } from '../src/cli/script/script.ts';
import { createScriptWorld } from '../src/cli/script-world.ts';
import { type ChannelTraits, channelTraits } from '../src/domain/channel.ts';
import type { Catalog } from '../src/service/service.ts';
import { theCatalog } from './support/catalog.ts';
import { root, scriptsDir } from './support/places.ts';
import { inMemory } from './support/storage.ts';

const page = await readFile(join(root, 'docs', 'channels', 'differences.md'), 'utf8');
const scripts = await Promise.all((await findScripts([scriptsDir])).map((file) => loadScript(file)));

jest.setTimeout(120_000);

/** The rows of a table of the page whose first cell is code, cell by cell. */
const rowsWith = (begins: RegExp): readonly (readonly string[])[] =>
  page
    .split('\n')
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter(([first = '']) => begins.test(first));

const bare = (cell = ''): string => cell.replaceAll('`', '');

/**
 * SCRIPTS=all plays all on each channel; SCRIPTS=tenth, as CI does, a tenth of scripts and channels; else each script is played on one
 * channel. SEED draws.
 */
const all = process.env['SCRIPTS'] === 'all';
const seed = Number(process.env['SEED'] ?? Math.floor(Date.now() / 3_600_000));
const tenth = process.env['SCRIPTS'] === 'tenth';
const drawn = (channel: string): readonly Script[] => {
  const nth = scriptChannels.indexOf(channel as never);
  const count = scriptChannels.length;
  const isDrawn = (index: number): boolean =>
    tenth ? (7 * index + 3 * nth + seed) % 10 === 0 : (index + seed) % count === nth;
  return scripts.filter((_, index) => all || isDrawn(index));
};

/**
 * Every script with both partners on each channel in turn. Of a script with many alternatives the first way and the last are
 * played: `coach script --channel NAME test/scripts` plays them all.
 */
describe('the conversation scripts on one channel', () => {
  let catalog: Catalog;
  beforeAll(async () => {
    console.info(
      all ? 'all scripts' : `each script on one channel (SEED=${seed} draws it again, SCRIPTS=all plays all)`,
    );
    catalog = await theCatalog();
  });

  const listed = (channel: string): readonly string[] =>
    rowsWith(/^`.*\.script`$/)
      .filter(([, channels = '']) => channels.split(/,\s*/).includes(channel))
      .map(([name]) => bare(name));

  async function differs({ runs }: Script): Promise<boolean> {
    for (const run of new Set([runs[0], runs.at(-1)])) {
      if (!run) continue;
      const { failure } = await playRun(run, async () => createScriptWorld({ catalog, openStorage: inMemory() }));
      if (failure) return true;
    }
    return false;
  }

  test.each(scriptChannels)('say the same on %s, but for the scripts that the page lists', async (channel) => {
    const played = drawn(channel);
    const found: string[] = [];
    for (const script of played)
      if (await differs(onChannel(script, channel))) found.push(relative(scriptsDir, script.file));
    const names = played.map(({ file }) => relative(scriptsDir, file));
    expect(found.sort()).toEqual([...listed(channel)].filter((name) => names.includes(name)).sort());
  });

  test('no script is listed that is not there', () => {
    const names = scripts.map(({ file }) => relative(scriptsDir, file));
    expect(scriptChannels.flatMap((channel) => listed(channel)).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('the page of differences', () => {
  test('says why, for each script, and names channels that there are', () => {
    for (const [name = '', channels = '', why = ''] of rowsWith(/^`.*\.script`$/)) {
      expect([name, channels.split(/,\s*/).filter((each) => !scriptChannels.some((known) => known === each))]).toEqual([
        name,
        [],
      ]);
      expect([name, why.length > 20]).toEqual([name, true]);
    }
  });

  test('says of each trait what it is on each channel', () => {
    const written = rowsWith(/^`\w+`$/).map(([trait, ...cells]) => [bare(trait), ...cells.slice(0, -1).map(bare)]);
    const traits = Object.keys(channelTraits.sms) as (keyof ChannelTraits)[];
    expect(written).toEqual(
      traits.map((trait) => [trait, ...scriptChannels.map((name) => shown(channelTraits[name][trait]))]),
    );
  });
});

/** A trait as the page writes it. */
const shown = (value: ChannelTraits[keyof ChannelTraits]): string => {
  if (Array.isArray(value)) return value.join(', ') || 'none';
  return value === true ? 'yes' : value === false ? 'no' : value === null ? 'no bound' : String(value);
};
