import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDirectLine } from './adapters/direct-line/direct-line.ts';
import { createLog } from './adapters/pino-log.ts';
import { createRunningClock } from './adapters/rehearsal/clock.ts';
import { createRehearsalNotifier } from './adapters/rehearsal/notifier.ts';
import { loadOffset, saveOffset } from './app/clock-offset.ts';
import { openBot } from './bot.ts';
import { type Config, readConfig } from './config.ts';
import { CoachError } from './domain/errors.ts';
import type { Log } from './ports/log.ts';
import { ensureSampleCouple } from './sample.ts';
import { botFrameworkRoutes } from './server/bot-framework.ts';
import { directLineRoutes } from './server/direct-line.ts';
import { healthRoutes } from './server/health.ts';
import { startServer } from './server/server.ts';
import { tryRoutes } from './server/try.ts';
import { loadBook, openService, openStorage } from './service.ts';

/** The folder that holds package.json, seen from dist/src. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const host = '127.0.0.1';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.COACH_LOG_LEVEL);
  const { port, stop } = await run(config, log);
  process.stdout.write(
    `Side by Side is ready.\n\n  Play both partners:  http://${host}:${port}/try\n  Data:                ${resolve(config.COACH_DATA_DIR)}\n\nCtrl+C stops it.\n`,
  );
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('stop.failed', error);
          process.exit(1);
        },
      );
    });
  }
}

/** Opens the service with the sample couple and its pages. */
async function run(config: Config, log: Log) {
  const book = await loadBook(join(root, 'content'), join(root, 'dist', 'dialogs'));
  const storage = await openStorage(resolve(config.COACH_DATA_DIR));
  const { store, keys } = storage;
  const clock = createRunningClock(await loadOffset(store), (offset) => saveOffset(store, offset));
  const directLine = createDirectLine(keys);
  const edge = await openBot(process.env, host, log);
  const service = openService({
    ...storage,
    book,
    limits: { jitter: 0 },
    log,
    notifier: createRehearsalNotifier(),
    clock,
    channels: [directLine.channel, ...(edge?.channels ?? [])],
  });
  const { app } = service;
  const couple = await ensureSampleCouple(app);
  const stage = { couple, counselor: 'Dana', clock, pages: join(root, 'dist', 'web', 'try') };
  const server = await startServer({ host, port: config.PORT, log }, [
    healthRoutes(async () => (await store.nextEntryAt()) !== undefined, log),
    directLineRoutes(app, directLine, log),
    tryRoutes(app, stage, log),
    ...(edge ? [botFrameworkRoutes(app, edge.bot, log)] : []),
  ]);
  service.start();
  return {
    port: server.port,
    async stop() {
      await server.close();
      await service.stop();
    },
  };
}

main().catch((error: unknown) => {
  const told =
    error instanceof CoachError ? `${error.code}: ${error.message}` : isPortTaken(error) ? portTaken : String(error);
  process.stderr.write(`Side by Side cannot start.\n${told}\n`);
  process.exit(1);
});

const portTaken = 'The port is taken: stop what uses it, or choose another with PORT=….';
function isPortTaken(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'EADDRINUSE';
}
