import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWithSmallDisk, onASmallDisk } from '../support/small-disk.ts';

jest.setTimeout(90_000);

describeWithSmallDisk('a disk that fills up', () => {
  let folder: string;
  let seen: Record<string, unknown>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coach-full-'));
    seen = await onASmallDisk('full-disk-child.js', folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('refuses an ordinary message, so that its sender tries again, and keeps a crisis in the room kept back for it', () => {
    expect(seen['ordinary']).toBe('STORE_UNAVAILABLE');
    expect(seen['crisis']).toBe('spooled');
    expect(seen['crisisNotices']).toEqual([{ kind: 'fallback', text: expect.stringContaining('wait in the spool') }]);
    expect(seen['crisisSaid']).toEqual(['+15550100 crisis-self.bare']);
    expect(seen['keptMore']).toBeGreaterThan(0);
  });

  test('gives a crisis its text and its notice when nothing at all can be kept, and then refuses it', () => {
    expect([seen['unkept'], seen['stranger'], seen['again']]).toEqual(Array(3).fill('STORE_UNAVAILABLE'));
    const unknown = { kind: 'fallback', text: expect.stringMatching(/They came by sms [\w-]{8}\./) };
    const known = { kind: 'fallback', text: expect.stringContaining('in case C-017 could not be kept') };
    expect(seen['unkeptNotices']).toEqual([known, unknown, unknown]);
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

describeWithSmallDisk('the service as it is started, on a disk that fills up', () => {
  let folder: string;
  let seen: Record<string, unknown>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coach-full-'));
    seen = await onASmallDisk('full-disk-service.js', folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const stuck = { code: 'STORE_UNAVAILABLE', about: expect.stringMatching(/^(store|spool)$/), blocks: true };

  test('starts again after kill -9 although nothing can be written, and hears', () => {
    expect(seen['again']).toBe(200);
  });

  test('answers 200 while a crisis can be kept, then 503', () => {
    expect(seen['kept']).toEqual([200, true]);
    expect(seen['unkept']).toEqual([503, 'STORE_UNAVAILABLE']);
  });

  test('says so at /readyz and to the doctor, though nobody asked before', () => {
    expect(seen['ready']).toEqual([200, { ready: true, problems: [] }]);
    expect(seen['full']).toEqual([503, { ready: false, problems: expect.arrayContaining([stuck]) }]);
    expect(seen['toldUnasked']).toBe(true);
    expect(seen['doctor']).toContainEqual(
      expect.objectContaining({ name: 'store', result: 'fail', say: expect.stringMatching(/^STORE_UNAVAILABLE \(s/) }),
    );
  });

  test('is ready again by itself when there is space, and has made the room for crises again', () => {
    expect(seen['space']).toEqual([200, { ready: true, problems: [] }]);
    expect(seen['room']).toBe(16);
  });

  test('commits what was kept and the next try of what was not, each once, in one open alert', () => {
    expect(seen['next']).toEqual([200, 200]);
    expect(seen['texts']).toEqual({ kept: 1, unkept: 1 });
    expect(seen['alerts']).toEqual(['open']);
  });

  test('says which file is gone while it runs', () => {
    expect(seen['keysGone']).toEqual([
      503,
      { ready: false, problems: [{ code: 'STORE_UNAVAILABLE', about: 'keys.db', blocks: true }] },
    ]);
  });

  test('makes every file for its owner alone, whatever the rights that new files have', () => {
    expect(seen['rights']).toEqual(
      Object.fromEntries(
        ['coach.db', 'coach.db-wal', 'coach.sock', 'folder.mark', 'kek.key', 'keys.db', 'keys.db-wal', 'spool'].map(
          (file) => [file, file === 'spool' ? '700' : '600'],
        ),
      ),
    );
  });

  test('logs no word and no name', () => {
    expect(seen['leaks']).toEqual([]);
  });
});
