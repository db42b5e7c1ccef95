import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDirectLine } from '../../src/adapters/direct-line/direct-line.ts';
import { createLog } from '../../src/adapters/pino/log.ts';
import { systemClock } from '../../src/adapters/rehearsal/clock.ts';
import { createRehearsalNotices } from '../../src/adapters/rehearsal/notices.ts';
import { createRehearsalOnCall } from '../../src/adapters/rehearsal/on-call.ts';
import { startServer } from '../../src/server/http/server.ts';
import { directLineRoutes } from '../../src/server/routes/direct-line.ts';
import { loadCatalog, openService, openStorage } from '../../src/service/service.ts';
import { answerParent } from './answer.ts';
import { enrolClients } from './clients.ts';

/** The product on Direct Line: screening, turn, synced commit, sealed records. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const log = createLog('silent');
const storage = await openStorage(mkdtempSync(join(tmpdir(), 'coach-bench-')));
const directLine = createDirectLine(storage.keys);
const service = openService({
  ...storage,
  catalog: await loadCatalog(join(root, 'content'), join(root, 'dist', 'dialogs')),
  log,
  notices: createRehearsalNotices().channels,
  onCall: createRehearsalOnCall(),
  clock: systemClock,
  channels: [directLine.channel],
});
await enrolClients(service.app, 'direct-line');
const server = await startServer({ host: '127.0.0.1', port: 0, log }, [directLineRoutes(service.app, directLine, log)]);
service.start();
answerParent(server.port);
