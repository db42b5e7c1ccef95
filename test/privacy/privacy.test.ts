import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createStandingClock } from '../../src/adapters/rehearsal/clock.ts';
import { openStage } from '../../src/cli/stage.ts';
import { keptLog } from '../support/app.ts';
import { theCatalog } from '../support/catalog.ts';
import { noon } from '../support/engine.ts';
import { embedded } from '../support/storage.ts';

/** Words, names and numbers that may stand nowhere in the clear. */
const canaries = ['canary-word', 'Quetzal', '+15557012', 'want to die', 'suicide', 'check-in.mood'];

test('nothing a partner said, is called or is reached by stands in the clear in the data folder or in a log', async () => {
  const catalog = await theCatalog();
  const log = keptLog();
  const stage = await openStage(createStandingClock(noon), { catalog, openStorage: embedded, log });
  try {
    const partner = {
      channel: 'sms',
      language: 'en',
      zone: 'America/Chicago',
      privatePhone: true,
      checkIn: '20:00',
    } as const;
    await stage.app.enrol({
      caseCode: 'C-009',
      relationship: 'romantic',
      a: { ...partner, name: 'Quetzal', address: '+15557012' },
      b: { ...partner, name: 'Quetzalina', address: '+155570123' },
    });
    const say = (id: string, text: string) => stage.app.receive({ channel: 'sms', address: '+15557012', id, text });
    for (const [index, text] of ['checkin', '2', 'canary-word', 'I want to die', 'canary-word again'].entries())
      await say(`m${index}`, text);
    await stage.app.drained();
    await stage.stop();
    const files = readdirSync(stage.dataDir, { recursive: true }).map((name) => join(stage.dataDir, String(name)));
    const bytes = files
      .filter((file) => statSync(file).isFile())
      .map((file) => readFileSync(file).toString('latin1'))
      .join('\n');
    expect(bytes.length).toBeGreaterThan(10_000);
    expect(canaries.filter((canary) => bytes.includes(canary))).toEqual([]);
    expect(canaries.filter((canary) => log.lines.join('\n').includes(canary))).toEqual([]);
  } finally {
    await stage.dispose().catch(() => {});
  }
});
