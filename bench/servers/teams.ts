import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBotFramework } from '../../src/adapters/bot-framework/bot-framework.ts';
import { createLog } from '../../src/adapters/pino/log.ts';
import { systemClock } from '../../src/adapters/rehearsal/clock.ts';
import { createRehearsalNotices } from '../../src/adapters/rehearsal/notices.ts';
import { createRehearsalOnCall } from '../../src/adapters/rehearsal/on-call.ts';
import { startServer } from '../../src/server/http/server.ts';
import { webhookRoutes } from '../../src/server/routes/webhook.ts';
import { loadCatalog, openService, openStorage } from '../../src/service/service.ts';
import { answerParent } from './answer.ts';
import { enrolClients } from './clients.ts';

/** The product on Teams, without authentication like the echo bot: screening, turn, synced commit, outbox, connector. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const log = createLog('silent');
const storage = await openStorage(mkdtempSync(join(tmpdir(), 'coach-bench-')));
const { webhook, channels } = createBotFramework({}, log);
const service = openService({
  ...storage,
  catalog: await loadCatalog(join(root, 'content'), join(root, 'dist', 'dialogs')),
  log,
  channels,
  clock: systemClock,
  notices: createRehearsalNotices().channels,
  onCall: createRehearsalOnCall(),
});
await enrolClients(service.app, 'teams');
const server = await startServer({ host: '127.0.0.1', port: 0, log }, [
  webhookRoutes(service.app, { '/api/messages': webhook }),
]);
service.start();
answerParent(server.port);
