import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { crashedDist } from '../support/crash.ts';
import { root } from '../support/places.ts';

jest.setTimeout(90_000);

const mayMount = spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
if (!mayMount) {
  console.warn('SKIP: no small disk can be mounted here (unshare -Urm): the full disk is not tried.');
  if (process.env['REQUIRE_BROWSER']) throw new Error('Nothing may be skipped here: unshare -Urm must work.');
}
const small = mayMount ? describe : describe.skip;

/** Runs the child on a disk of 6 MB (the log of the store alone takes 4 MB before it is folded in) that nobody else sees; gives what it saw. */
function onASmallDisk(folder: string): Record<string, unknown> {
  const child = join(root, 'test/support/full-disk-child.js');
  const script = 'mount -t tmpfs -o size=6m tmpfs "$1" && exec "$2" "$3" "$4" "$1"';
  const args = ['-Urm', 'sh', '-c', script, 'sh', folder, process.execPath, child, crashedDist];
  const ran = spawnSync('unshare', args, { encoding: 'utf8', timeout: 80_000 });
  if (ran.status !== 0) throw new Error(`the child ended with ${ran.status}: ${ran.stderr}`);
  return JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

small('a disk that fills up', () => {
  let folder: string;
  let seen: Record<string, unknown>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coach-full-'));
    seen = onASmallDisk(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('refuses an ordinary message, so that its sender tries again, and keeps a crisis in the room kept back for it', () => {
    expect(seen['ordinary']).toBe('STORE_UNAVAILABLE');
    expect(seen['crisis']).toBe('spooled');
    expect(seen['crisisNotices']).toEqual([{ spooled: expect.any(String), level: expect.any(String) }]);
    expect(seen['crisisSaid']).toEqual(['+15550100 crisis-self.bare']);
    expect(seen['keptMore']).toBeGreaterThan(0);
  });

  test('gives a crisis its text and its notice when nothing at all can be kept, and then refuses it', () => {
    expect([seen['unkept'], seen['stranger'], seen['again']]).toEqual(Array(3).fill('STORE_UNAVAILABLE'));
    const unknown = { channel: 'sms', sender: expect.stringMatching(/^[\w-]{8}$/), level: 'emergency' };
    expect(seen['unkeptNotices']).toEqual([{ caseCode: 'C-017', level: expect.any(String) }, unknown, unknown]);
    // The partner had the text a moment ago; the stranger has it once.
    expect(seen['unkeptSaid']).toEqual(['+15550177 crisis-self.bare']);
  });

  test('is not ready, and is again when there is space', () => {
    expect(seen['before']).toEqual([]);
    expect(seen['full']).toContainEqual({ code: 'STORE_UNAVAILABLE', about: 'spool', blocks: true });
    expect([seen['space'], seen['room']]).toEqual([[], 16]);
  });

  test('takes the next try as a message of its own, once, and what was kept after it, and every chain is whole', () => {
    expect(seen['next']).toEqual(['committed', 'committed', 'duplicate']);
    expect([seen['waiting'], seen['broken']]).toEqual([false, []]);
    expect(seen['alerts']).toHaveLength(2);
    expect(seen['alerts']).toContainEqual({ caseCode: 'S-', status: 'open', messages: 1 });
  });
});
