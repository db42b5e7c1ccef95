import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLog } from './adapters/pino/log.ts';
import type { App } from './app/create-app.ts';
import { createHealth } from './app/health/health.ts';
import { defaultPaces } from './app/inbound/pacing.ts';
import type { Config } from './config/config.ts';
import { loadDotEnv } from './config/dot-env.ts';
import { inspectConfig, readConfig } from './config/read.ts';
import { hears } from './config/role.ts';
import { type CrisisPack, callLines, elsewhere } from './content/packs.ts';
import { startControl } from './control/server.ts';
import type { MovableClock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import { startServer } from './server/http/server.ts';
import type { Edge } from './server/routes/edge.ts';
import { everyRoute } from './server/routes/every.ts';
import type { TryStage } from './server/routes/try.ts';
import { openEdges } from './service/edges.ts';
import { endOnFault } from './service/end-on-fault.ts';
import { clockOf, notifierOf } from './service/environment.ts';
import { isOpenToOthers } from './service/folder-rights.ts';
import { ensureSampleCouple } from './service/sample.ts';
import { loadCatalog, openService, openStorage } from './service/service.ts';
import { staleBuild } from './service/stale-build.ts';
import { tellFault } from './service/tell-fault.ts';

/** The folder that holds package.json, seen from dist/src. */
const root = fileURLToPath(new URL('../..', import.meta.url));

async function main(): Promise<void> {
  loadDotEnv();
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const stale = await staleBuild(root, fileURLToPath(import.meta.url));
  if (stale) log.warn('build.stale', { what: stale });
  const { port, stop, hasLines } = await run(config, log);
  endOnFault(log);
  process.stdout.write(welcome(config, port, hasLines));
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

/** What is said when the service is ready. Pure. */
function welcome({ host, tryPage, dataDir, country }: Config, port: number, hasLines: boolean): string {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const where = tryPage ? `Play both partners:  ${url}/try` : `Listens on:          ${url}`;
  const lines = hasLines
    ? ''
    : `  Crisis lines:        none for COACH_COUNTRY=${country}; strangers hear content/lines/${elsewhere}.yaml\n`;
  return `Side by Side is ready.\n\n  ${where}\n  Data:                ${resolve(dataDir)}\n${lines}\nCtrl+C stops it.\n`;
}

/** Opens the service; with the sample couple and its pages where /try is on. */
async function run(config: Config, log: Log) {
  const catalog = await loadCatalog(join(root, 'content'), join(root, 'dist', 'dialogs'), {
    folder: join(root, 'dist', 'content'),
    whenStale: config.environment === 'production' ? 'refuse' : 'compile',
    told: (what) => log.warn('content.stale', { what }),
  });
  const dataDir = resolve(config.dataDir);
  const { copyTo, missing: _, accept: _accept, ...storage } = await openStorage(dataDir, undefined, config.masterKey);
  const { store, keys } = storage;
  const clock = await clockOf(config.environment, store);
  const metrics = config.metrics && (await openMetrics(config.metrics.token));
  const health = createHealth(log);
  const edges: readonly Edge[] = await openEdges(config, keys, log, { content: catalog.content, health });
  const service = openService({
    ...storage,
    catalog,
    country: config.country,
    ...(config.tryPage ? { limits: { jitter: 0 } } : {}),
    log,
    notifier: notifierOf(config.environment),
    clock,
    channels: edges.flatMap(({ channels }) => channels),
    paces: defaultPaces,
    ...(metrics ? { meter: metrics.meter } : {}),
    role: config.role,
    health,
  });
  const { app } = service;
  if (await isOpenToOthers(dataDir)) health.report({ code: 'FOLDER_OPEN', about: 'data folder', blocks: false });
  const https = config.publicUrl?.startsWith('https:') ?? false;
  const routes = everyRoute(app, {
    metrics: metrics ? metrics.edge : undefined,
    stage: config.tryPage ? await openTry(app, clock, catalog.content.packs) : undefined,
    edges: hears(config.role) ? edges : [],
  });
  const server = await startServer({ host: config.host, port: config.port, log, https }, routes);
  const control = await startControl(
    dataDir,
    { store, copyTo, since: Date.now(), app: async () => app, problems: () => app.checkHealth() },
    log,
  );
  service.start();
  return {
    port: server.port,
    hasLines: catalog.content.packs.has(config.country),
    async stop() {
      await control.close();
      await server.close();
      await service.stop();
    },
  };
}

async function openMetrics(token: string | null) {
  const { createPrometheus } = await import('./adapters/prometheus/prometheus.ts');
  const prometheus = createPrometheus();
  return { meter: prometheus.meter, edge: { text: prometheus, token } };
}

/** The sample couple, its counselor and its clock. */
async function openTry(app: App, clock: MovableClock, packs: ReadonlyMap<string, CrisisPack>): Promise<TryStage> {
  const couple = await ensureSampleCouple(app);
  return {
    couple,
    counselor: 'Dana',
    clock,
    linesOf: (country) => callLines(packs, country),
    pages: join(root, 'dist', 'web', 'try'),
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`Side by Side cannot start.\n${tellFault(error, inspectConfig(process.env).config)}\n`);
  process.exit(1);
});
