import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHeartbeat } from './adapters/heartbeat/heartbeat.ts';
import { createPictures } from './adapters/picture/picture.ts';
import { createLog } from './adapters/pino/log.ts';
import { streamOf } from './app/aggregates/update.ts';
import type { App } from './app/create-app.ts';
import { createHealth } from './app/health/health.ts';
import { defaultPaces } from './app/inbound/pacing.ts';
import { openRehearsal } from './app/rehearsal/rehearsal.ts';
import type { Config } from './config/config.ts';
import { loadDotEnv } from './config/dot-env.ts';
import { inspectConfig, readConfig } from './config/read.ts';
import { hears } from './config/role.ts';
import { callLines, elsewhere } from './content/packs.ts';
import { startControl } from './control/server.ts';
import { exercisesOf } from './domain/exercise.ts';
import { sides } from './domain/partner.ts';
import type { MovableClock } from './ports/clock.ts';
import type { Keys } from './ports/keys.ts';
import type { Log } from './ports/log.ts';
import type { Store } from './ports/store.ts';
import { startServer } from './server/http/server.ts';
import type { Edge } from './server/routes/edge.ts';
import { everyRoute } from './server/routes/every.ts';
import type { TryStage } from './server/routes/try-stage.ts';
import { openEdges } from './service/edges.ts';
import { endOnFault } from './service/end-on-fault.ts';
import { clockOf, noticesOf } from './service/environment.ts';
import { isOpenToOthers } from './service/folder-rights.ts';
import { openLanguage } from './service/language.ts';
import { openNoticeChannels } from './service/notice-channels.ts';
import { ensureSampleCouple, sampleCouple, sampleUsers } from './service/sample.ts';
import { type Catalog, loadCatalog, openService } from './service/service.ts';
import { staleBuild } from './service/stale-build.ts';
import { openConfigured } from './service/storage.ts';
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
  const build = {
    folder: join(root, 'dist', 'content'),
    whenStale: config.environment === 'production' ? 'refuse' : 'compile',
    told: (what: string) => log.warn('content.stale', { what }),
  } as const;
  const clinicDir = config.clinicDir === null ? undefined : resolve(config.clinicDir);
  const catalog = await loadCatalog(join(root, 'content'), join(root, 'dist', 'dialogs'), build, clinicDir);
  const dataDir = resolve(config.dataDir);
  const { copyTo, ...storage } = await openConfigured(config);
  const { store, keys } = storage;
  const clock = await clockOf(config.environment, store, storage.real);
  const metrics = config.metrics && (await openMetrics(config.metrics.token));
  const health = createHealth(log);
  const edges: readonly Edge[] = await openEdges(config, keys, log, {
    content: catalog.content,
    health,
    pictures: createPictures(join(root, 'assets', 'fonts', 'Nunito-SemiBold.ttf')),
  });
  const language = await openLanguage(config.azureLanguage);
  const service = openService({
    ...storage,
    catalog,
    country: config.country,
    zone: config.zone,
    ...(config.tryPage ? { limits: { jitter: 0 }, looks: tryLooks } : {}),
    log,
    ...noticesOf(config, await openNoticeChannels(config, edges)),
    mustGoLive: config.environment === 'production',
    publicUrl: config.publicUrl,
    clock,
    channels: edges.flatMap(({ channels }) => channels),
    paces: defaultPaces,
    ...(metrics ? { meter: metrics.meter } : {}),
    ...(language ? { language } : {}),
    ...(hears(config.role) ? { credentials: await openCredentials() } : {}),
    role: config.role,
    ...(config.onCall.deadmanUrl ? { watch: { heartbeat: createHeartbeat(config.onCall.deadmanUrl) } } : {}),
    health,
  });
  const { app } = service;
  // What is said in the first crisis depends on whether anybody can be called.
  await app.roster.roster();
  if (await isOpenToOthers(dataDir)) health.report({ code: 'FOLDER_OPEN', about: 'data folder', blocks: false });
  const https = config.publicUrl?.startsWith('https:') ?? false;
  const routes = everyRoute(app, {
    metrics: metrics ? metrics.edge : undefined,
    stage: config.tryPage ? await openTry(app, clock, { store, keys, catalog }) : undefined,
    edges: hears(config.role) ? edges : [],
    console: hears(config.role)
      ? {
          ...{
            pages: join(root, 'dist', 'web', 'console'),
            publicUrl: config.publicUrl,
            log,
            real: () => clock.real(),
          },
          oidc: config.oidc ? { provider: await openProvider(config.oidc), seal: keys.system } : undefined,
        }
      : undefined,
  });
  const { host, port, trustedProxies } = config;
  const server = await startServer({ host, port, log, https, trustedProxies }, routes);
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

/** What people show to sign in to the console. */
async function openCredentials() {
  const [{ createPasswords }, { createAuthenticator }] = await Promise.all([
    import('./adapters/argon2/passwords.ts'),
    import('./adapters/otplib/authenticator.ts'),
  ]);
  return { passwords: createPasswords(), authenticator: createAuthenticator() };
}

async function openProvider(options: NonNullable<Config['oidc']>) {
  return (await import('./adapters/openid/provider.ts')).createProvider(options);
}

async function openMetrics(token: string | null) {
  const { createPrometheus } = await import('./adapters/prometheus/prometheus.ts');
  const prometheus = createPrometheus();
  return { meter: prometheus.meter, edge: { text: prometheus, token } };
}

interface TryParts {
  readonly store: Store;
  readonly keys: Keys;
  readonly catalog: Catalog;
}

/** Channels that a phone of the try page can look like: each is an entry of `src/web/try/dresses.ts`. */
const tryLooks = ['sms', 'slack', 'teams'] as const;

/** The sample couple, its counselor and its rehearsal. */
async function openTry(app: App, clock: MovableClock, { store, keys, catalog }: TryParts): Promise<TryStage> {
  const [{ createDirectLine }, couple] = await Promise.all([
    import('./adapters/direct-line/direct-line.ts'),
    ensureSampleCouple(app),
  ]);
  const directLine = createDirectLine(keys);
  const chatOf = (user: string): string => directLine.stream(directLine.issue(user).conversationId);
  const turns = sides.map((side) => streamOf('turn', couple, side));
  const streams = [...turns, ...sampleUsers.map(chatOf)];
  return {
    couple,
    counselor: 'Dana',
    supervisor: 'Robin',
    rehearsal: await openRehearsal({ app, clock, store, couple, spec: sampleCouple, streams }),
    chatOf,
    linesOf: (country) => callLines(catalog.content.packs, country),
    exercises: exercisesOf(catalog.dialogs.values()).map(({ name }) => name),
    pages: join(root, 'dist', 'web', 'try'),
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`Side by Side cannot start.\n${tellFault(error, inspectConfig(process.env).config)}\n`);
  process.exit(1);
});
