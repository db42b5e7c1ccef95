import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDirectLine } from '../../src/adapters/direct-line/direct-line.ts';
import { createLog } from '../../src/adapters/pino-log.ts';
import { systemClock } from '../../src/adapters/rehearsal/clock.ts';
import { createRehearsalNotifier } from '../../src/adapters/rehearsal/notifier.ts';
import { ensureSampleCouple, sampleZone } from '../../src/sample.ts';
import { directLineRoutes } from '../../src/server/direct-line.ts';
import { startServer } from '../../src/server/server.ts';
import { loadBook, openService, openStorage } from '../../src/service.ts';
import { answerParent } from './answer.ts';
import { clients } from './clients.ts';

/** The product on Direct Line: screening, turn, synced commit, sealed records. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const log = createLog('silent');
const storage = await openStorage(mkdtempSync(join(tmpdir(), 'coach-bench-')));
const directLine = createDirectLine(storage.keys);
const service = openService({
  ...storage,
  book: await loadBook(join(root, 'content'), join(root, 'dist', 'dialogs')),
  log,
  notifier: createRehearsalNotifier(),
  clock: systemClock,
  channels: [directLine.channel],
});
await ensureSampleCouple(service.app);
const both = {
  channel: 'direct-line',
  language: 'en',
  zone: sampleZone,
  privatePhone: true,
  checkIn: '20:00',
} as const;
for (let index = 0; index < clients; index += 2) {
  await service.app.enrol({
    caseCode: `C-1${index}`,
    relationship: 'romantic',
    a: { ...both, name: 'A', address: `user-${index}` },
    b: { ...both, name: 'B', address: `user-${index + 1}` },
  });
}
const server = await startServer({ host: '127.0.0.1', port: 0, log }, [directLineRoutes(service.app, directLine, log)]);
service.start();
answerParent(server.port);
