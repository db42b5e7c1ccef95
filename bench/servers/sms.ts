import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLog } from '../../src/adapters/pino/log.ts';
import { systemClock } from '../../src/adapters/rehearsal/clock.ts';
import { createRehearsalNotices } from '../../src/adapters/rehearsal/notices.ts';
import { createRehearsalOnCall } from '../../src/adapters/rehearsal/on-call.ts';
import { createTwilio } from '../../src/adapters/twilio/twilio.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { startServer } from '../../src/server/http/server.ts';
import { webhookRoutes } from '../../src/server/routes/webhook.ts';
import { loadCatalog, openService, openStorage } from '../../src/service/service.ts';
import { answerParent } from './answer.ts';
import { enrolClients, phoneOf } from './clients.ts';
import { smsAccount } from './sms-account.ts';

/**
 * The product on SMS: signature, screening, turn, synced commit, outbox, and the reply by Twilio's own client to the stub at the
 * URL that is given; without one, all but that call.
 */
const [, , apiUrl] = process.argv;
const root = fileURLToPath(new URL('../../..', import.meta.url));
const log = createLog('silent');
const storage = await openStorage(mkdtempSync(join(tmpdir(), 'coach-bench-')));
const options = { ...smsAccount, ...(apiUrl ? { apiUrl } : {}) };
const { webhooks, channel } = createTwilio(options, log, { burst: 1_000_000, oneEvery: 1 });
const silent: Channel = { ...channel, send: async () => ({ ok: true }) };
const service = openService({
  ...storage,
  catalog: await loadCatalog(join(root, 'content'), join(root, 'dist', 'dialogs')),
  log,
  channels: [apiUrl ? channel : silent],
  clock: systemClock,
  notices: createRehearsalNotices().channels,
  onCall: createRehearsalOnCall(),
});
await enrolClients(service.app, 'sms', phoneOf);
const server = await startServer({ host: '127.0.0.1', port: 0, log }, [webhookRoutes(service.app, webhooks)]);
service.start();
answerParent(server.port);
