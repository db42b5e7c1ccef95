import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Is this Node new enough? 20.19 is what package.json asks for. Pure. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  return enough ? ok('node', `Node ${version}.`) : fail('node', `Node ${version} is too old: install 20.19 or newer.`);
}

/**
 * Can the clock be believed, as far as this machine alone can tell? Looks at the times of the files in `folders` and at
 * the clock for 200 ms; asks no time server.
 */
export async function checkClock(folders: readonly string[], now: () => number = Date.now): Promise<Finding> {
  const newest = Math.max(0, ...(await Promise.all(folders.map(newestIn))));
  if (now() < newest - 60_000) {
    return fail('clock', 'The clock is behind files that were written already: set it, and keep it by a time server.');
  }
  if ((await driftOver(200, now)) > 50) {
    return warn('clock', 'The clock was set while it was looked at: let one time service keep it, by small steps.');
  }
  return ok('clock', 'Behind no file, and even for 200 ms. No time server was asked: see that one keeps this machine.');
}

/** Does the zone data know summer time? Pure. */
export function checkZones(): Finding {
  const offset = (day: string) => Temporal.ZonedDateTime.from(`${day}T12:00[America/Chicago]`).offset;
  const known = offset('2026-01-15') === '-06:00' && offset('2026-07-15') === '-05:00';
  return known
    ? ok('zones', 'The zone data knows summer and winter of America/Chicago.')
    : fail('zones', 'The zone data is wrong, and nudges would come at a wrong hour: install another Node.');
}

async function driftOver(ms: number, now: () => number): Promise<number> {
  const [wall, even] = [now(), performance.now()];
  await wait(ms);
  return Math.abs(now() - wall - (performance.now() - even));
}

/** When the newest file of a folder was written, epoch ms; 0 when there is none. */
async function newestIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const times = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Math.max(0, ...times);
}
