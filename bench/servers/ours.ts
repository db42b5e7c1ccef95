import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDirectLine } from '../../src/adapters/direct-line/direct-line.ts';
import { createLog } from '../../src/adapters/pino/log.ts';
import { systemClock } from '../../src/adapters/rehearsal/clock.ts';
import { createRehearsalNotifier } from '../../src/adapters/rehearsal/notifier.ts';
import { startServer } from '../../src/server/http/server.ts';
import { directLineRoutes } from '../../src/server/routes/direct-line.ts';
import { openLanguage } from '../../src/service/language.ts';
import { loadCatalog, openService, openStorage } from '../../src/service/service.ts';
import { answerParent } from './answer.ts';
import { clients, enrolClients, userOf } from './clients.ts';

/**
 * The product on Direct Line: screening, turn, synced commit, sealed records. With the address of a language service as its
 * argument every client agreed to a second opinion.
 */
const [endpoint] = process.argv.slice(2);
const language = await openLanguage(endpoint === undefined ? null : { endpoint, key: 'a-key', identity: null });
const root = fileURLToPath(new URL('../../..', import.meta.url));
const log = createLog('silent');
const storage = await openStorage(mkdtempSync(join(tmpdir(), 'coach-bench-')));
const directLine = createDirectLine(storage.keys);
const service = openService({
  ...storage,
  catalog: await loadCatalog(join(root, 'content'), join(root, 'dist', 'dialogs')),
  log,
  notifier: createRehearsalNotifier(),
  clock: systemClock,
  channels: [directLine.channel],
  ...(language ? { language } : {}),
});
await enrolClients(service.app, 'direct-line');
for (const user of language ? Array.from({ length: clients }, (_, index) => userOf(index)) : [])
  for (const text of ['who reads along', 'yes'])
    await service.app.receive({ channel: 'direct-line', address: user, id: `${user}-${text}`, text });
const server = await startServer({ host: '127.0.0.1', port: 0, log }, [directLineRoutes(service.app, directLine, log)]);
service.start();
answerParent(server.port);
