import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRehearsalChannels, type RehearsalChannels } from '../adapters/rehearsal/channel.ts';
import type { RehearsalLanguage } from '../adapters/rehearsal/language.ts';
import { createRehearsalNotices, type RehearsalNotices } from '../adapters/rehearsal/notices.ts';
import { createRehearsalOnCall, type RehearsalOnCall } from '../adapters/rehearsal/on-call.ts';
import type { Build } from '../content/open.ts';
import { channelNames } from '../domain/channel.ts';
import type { MovableClock } from '../ports/clock.ts';
import type { LanguageService } from '../ports/language.ts';
import type { Log } from '../ports/log.ts';
import {
  type Catalog,
  loadCatalog,
  openService,
  openStorage,
  type Service,
  type ServiceOptions,
  type Storage,
} from '../service/service.ts';

/** The real app on recorded channels, a clock that moves and a store of its own: for the terminal and for scripts. */
export interface Stage extends Service {
  readonly channels: RehearsalChannels;
  /** What people on call are told, and who they are. */
  readonly notices: RehearsalNotices;
  readonly onCall: RehearsalOnCall;
  readonly clock: MovableClock;
  readonly dataDir: string;
  /** Stops and opens again from the store. */
  restart(): Promise<Stage>;
  /** Stops and removes the store. */
  dispose(): Promise<void>;
}

/** The folder that holds package.json, seen from dist/src/cli. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What a stage is opened with. */
export interface StageOptions {
  readonly catalog: Catalog;
  /** Opens what the stage keeps in its folder, and opens it again at a restart: the embedded store where it is left out. */
  readonly openStorage?: (dataDir: string) => Promise<Storage>;
  readonly log?: Log;
  /** Puts the service together; `openService` where it is left out. */
  readonly open?: (options: ServiceOptions) => Service;
  /** A language service for a second opinion; none asks nobody. */
  readonly language?: RehearsalLanguage;
  /** Days of the clinic's own to note; the catalog's where it is left out. */
  readonly milestones?: readonly number[];
}

/** The content folder, seen from dist/src/cli. */
export const contentDir = join(root, 'content');

/** The folder of this build. */
export const buildDir = join(root, 'dist');

/** The dialogs of this build. */
export const dialogsDir = join(buildDir, 'dialogs');

/** Where `dialogs` and `exercises` hold the pages that are made of them. */
export const docsDir = join(root, 'docs');

/** The transcript book. */
export const bookDir = join(root, 'docs', 'crisis');

/** The compiled content of this build. */
export const builtContentDir = join(buildDir, 'content');

/** The catalog of this build. Content that has changed since is compiled again, and that is told. */
export const builtCatalog = (): Promise<Catalog> => catalogWhenStale('compile');

/** The same, with what a start would do where content has changed since the build. */
export const catalogWhenStale = (whenStale: Build['whenStale'], clinicDir?: string): Promise<Catalog> => {
  const told = (what: string): void => void process.stderr.write(`${what}\n`);
  return loadCatalog(contentDir, dialogsDir, { folder: builtContentDir, whenStale, told }, clinicDir);
};

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Opens a stage in a fresh temporary folder. */
export async function openStage(clock: MovableClock, options: StageOptions): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'coach-'));
  const recorded = {
    channels: createRehearsalChannels(channelNames),
    notices: createRehearsalNotices(() => clock.now()),
    onCall: createRehearsalOnCall(),
  };
  return openIn(dataDir, clock, options, recorded);
}

async function openIn(
  dataDir: string,
  clock: MovableClock,
  options: StageOptions,
  recorded: Pick<Stage, 'channels' | 'notices' | 'onCall'>,
): Promise<Stage> {
  const { catalog, openStorage: keep = openStorage, language, milestones = catalog.days } = options;
  const { open = openService } = options;
  const { channels, notices, onCall } = recorded;
  const opinion = language && { local: await localLanguage(), second: language };
  const service = open({
    ...(await keep(dataDir)),
    catalog,
    limits: { jitter: 0, milestones },
    log: options.log ?? silentLog,
    notices: notices.channels,
    onCall,
    staff: onCall.staff,
    clock,
    channels: [...channels.channels.values()],
    ...(opinion ? { language: opinion } : {}),
  });
  return {
    ...service,
    ...recorded,
    clock,
    dataDir,
    async restart() {
      await service.stop();
      return openIn(dataDir, clock, options, recorded);
    },
    async dispose() {
      await service.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Our own guess, loaded where it is needed alone: its tables are large. */
async function localLanguage(): Promise<LanguageService> {
  const { createLocalLanguage } = await import('../adapters/local-language/local-language.ts');
  return createLocalLanguage();
}
