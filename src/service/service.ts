import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { realTime } from '../adapters/clock/machine-time.ts';
import { openFileSpool } from '../adapters/file-spool/file-spool.ts';
import { createReserve } from '../adapters/file-spool/reserve.ts';
import { type OpenStore, openLibsql } from '../adapters/libsql/open.ts';
import { checkTexts } from '../app/catalog/check-texts.ts';
import { loadDialogs } from '../app/catalog/load-dialogs.ts';
import { type App, createApp } from '../app/create-app.ts';
import type { Deps, Given } from '../app/deps.ts';
import { createHealth, type Health } from '../app/health/health.ts';
import type { Paces } from '../app/inbound/pacing.ts';
import { checkRole, type Role } from '../config/role.ts';
import type { Content } from '../content/content.ts';
import { type Build, openContent } from '../content/open.ts';
import type { ChannelName } from '../domain/channel.ts';
import { exercisesOf } from '../domain/exercise.ts';
import type { Rulebook } from '../domain/rule.ts';
import type { WayKind } from '../domain/staff/person.ts';
import { standardZone } from '../domain/staffed.ts';
import { createEngine } from '../engine/engine.ts';
import { defaultLimits, type Limits } from '../engine/limits.ts';
import type { Dialogs } from '../engine/machine/dialog.ts';
import { createDialogs } from '../engine/machine/dialogs.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Keys } from '../ports/keys.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import type { NoticeChannel } from '../ports/notices.ts';
import type { OnCallSource } from '../ports/on-call.ts';
import type { Spool } from '../ports/spool.ts';
import type { Staff } from '../ports/staff.ts';
import type { Store } from '../ports/store.ts';
import { createScreener, type Screener } from '../safety/screen.ts';
import { createLoops, type OutsideWatch } from './loops.ts';

/** Where a service keeps things. */
export interface Storage {
  readonly store: Store;
  readonly keys: Keys;
  readonly spool: Spool;
  /** The clock that all processes of the store share, real time; the machine's own where it is left out. */
  readonly real?: () => number;
}

/**
 * The embedded store, its keys and the spool, in one folder. `worker` is the store's built worker thread, `masterKey` the
 * key-encryption key (32 bytes) instead of the file kek.key.
 * @throws CoachError `STORE_IN_USE`, `STORE_UNAVAILABLE`, `KEY_MISSING`, `FOLDER_CHANGED`.
 */
export async function openStorage(
  dataDir: string,
  worker?: URL,
  masterKey?: Uint8Array | null,
  as: 'start' | 'look' | 'survey' | 'accept' = 'start',
): Promise<Storage & Pick<OpenStore, 'copyTo' | 'missing' | 'accept'>> {
  const dir = join(dataDir, 'spool');
  const open = () =>
    openLibsql({
      dataDir,
      as,
      real: realTime,
      ...(worker ? { worker } : {}),
      ...(masterKey ? { masterKey } : {}),
    });
  // A service that is started again on a full disk has to hear a crisis: it takes of the room that is kept back for one.
  const opened = await (as === 'start' ? createReserve(dir).useFor(open) : open());
  const spool = await openFileSpool({ dir, seal: opened.keys.system });
  return { ...opened, spool };
}

/** What the coach knows and says: content, dialogs and screening, loaded and checked against each other. */
export interface Catalog {
  readonly content: Content;
  readonly dialogs: Dialogs;
  readonly screen: Screener;
  readonly rules: Rulebook;
  /** The keys of texts that the clinic has overruled. */
  readonly overruled: ReadonlySet<string>;
  /** Days of the clinic's own to note in a partner's count. */
  readonly days: readonly number[];
}

/**
 * The catalog of a content folder, compiled by a build or now, and a folder of dialogs.
 * @throws CoachError `CONTENT_INVALID`, `CONTENT_STALE`, `DIALOG_INVALID`, `DELAY_INVALID`.
 */
export async function loadCatalog(
  contentDir: string,
  dialogsDir: string,
  build?: Build,
  clinicDir?: string,
): Promise<Catalog> {
  const { content, rules, overruled, days } = await openContent(contentDir, build, clinicDir);
  const dialogs = createDialogs(await loadDialogs(dialogsDir));
  checkTexts(dialogs, content);
  return { content, dialogs, rules, overruled, days, screen: createScreener(rules) };
}

/** What a service is made of. */
export interface ServiceOptions extends Storage {
  readonly catalog: Catalog;
  readonly country?: string;
  /** The clinic's. */
  readonly zone?: string;
  readonly limits?: Partial<Limits>;
  readonly log: Log;
  readonly notices?: ReadonlyMap<WayKind, NoticeChannel>;
  readonly staff?: Staff;
  /** The people of a rehearsal; those of the store without it. */
  readonly onCall?: OnCallSource;
  readonly mustGoLive?: boolean;
  readonly publicUrl?: string | null;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  readonly paces?: Paces;
  readonly looks?: readonly ChannelName[];
  readonly language?: NonNullable<Deps['language']>;
  readonly meter?: Meter;
  readonly credentials?: NonNullable<Deps['credentials']>;
  readonly role?: Role;
  /** Who alarms when this service falls silent; nobody without it. */
  readonly watch?: OutsideWatch;
  /** Where problems are told; its own where it is left out. */
  readonly health?: Health;
}

/** The open service. `start` begins its loops; `stop` ends them with their work finished and closes the store. */
export interface Service {
  readonly health: Health;
  readonly app: App;
  start(): void;
  stop(): Promise<void>;
}

/** Puts the service together. Nothing runs before `start`. @throws CoachError `ROLE_UNSUPPORTED`. */
export function openService(options: ServiceOptions): Service {
  const { catalog, channels, country = 'us', zone = standardZone, role = 'both', ...given } = options;
  checkRole(role, given.store);
  const { content, dialogs, screen, rules, days: milestones } = catalog;
  const known = { clinicZone: zone, outside: options.language !== undefined, milestones };
  const limits = { ...defaultLimits, ...known, ...options.limits };
  const parts: Given = {
    ...given,
    health: options.health ?? createHealth(options.log),
    content,
    limits,
    country,
    zone,
    screen: screen.steps,
    rulesVersion: versionOf(rules),
    engine: createEngine({ dialogs, words: content.words, limits }),
    exercises: exercisesOf(dialogs.values()),
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    newId: randomUUID,
    worker: randomUUID(),
  };
  const app = createApp(parts);
  return { app, health: parts.health, ...createLoops(app, parts, role, () => warmUp(catalog), options.watch) };
}

/** Which rules these are, in a few letters: the same for the same rules. Pure. */
/** What a rulebook was hashed to: it never changes, and several services of one process share it. */
const versions = new WeakMap<Rulebook, string>();

function versionOf(rules: Rulebook): string {
  const known = versions.get(rules) ?? createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 8);
  versions.set(rules, known);
  return known;
}

/** Runs each rule's examples once in the background: the JavaScript engine translates a pattern on its first runs. */
async function warmUp({ rules, screen }: Catalog): Promise<void> {
  for (const { matches } of [...rules.rules, ...rules.signs]) {
    await new Promise((resolve) => setImmediate(resolve));
    screen(matches.join('. '));
  }
}
