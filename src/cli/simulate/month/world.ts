import { join } from 'node:path';
import { openFileSpool } from '../../../adapters/file-spool/file-spool.ts';
import { createRehearsalOnCall } from '../../../adapters/rehearsal/on-call.ts';
import type { App } from '../../../app/create-app.ts';
import type { Channel } from '../../../ports/channel.ts';
import type { MovableClock } from '../../../ports/clock.ts';
import type { Keys } from '../../../ports/keys.ts';
import type { Log } from '../../../ports/log.ts';
import type { Commit, Store } from '../../../ports/store.ts';
import { type Catalog, openService } from '../../../service/service.ts';
import { createLife, type Life } from './life.ts';
import { breakingChannel, breakingKeys, breakingNotices, breakingSpool, breakingStore } from './ports.ts';
import type { Told } from './says.ts';
import type { Trouble } from './trouble.ts';
import type { Watch } from './watch.ts';

/** Where a month is kept. Its leases end by `real`, which is the month's own clock. */
export interface Ground {
  readonly dataDir: string;
  readonly store: Store;
  readonly keys: Keys;
}

/** Opens the ground of a month. */
export type OpenGround = (dataDir: string, real: () => number) => Promise<Omit<Ground, 'dataDir'>>;

/** What a month is played in. */
export interface MonthParts extends Ground {
  readonly catalog: Catalog;
  readonly clock: MovableClock;
  readonly trouble: Trouble;
  readonly watch: Watch;
  /** Hears of every commit that was written. */
  readonly committed: (commit: Commit) => void;
  /** Hears which case people were called for. */
  readonly called: (caseCode: string) => void;
}

/** A clock by which both times go on together: what waits for real time waits for no machine. */
export function monthClock(start: number): MovableClock {
  let now = start;
  return {
    now: () => now,
    real: () => now,
    async moveTo(instant) {
      now = Math.max(now, Math.ceil(instant));
    },
    async startOver() {
      now = start;
    },
  };
}

/** What a process did with its work, or that it died of it. */
export type Done<Result> = { readonly ok: Result } | { readonly failed: unknown } | 'died';

/** A service that is killed again and again, and begun anew on what it kept. */
export async function openMonth(parts: MonthParts) {
  const { store, keys, dataDir, clock, trouble, watch, catalog } = parts;
  const onCall = createRehearsalOnCall();
  /** What each person was last told. */
  const told = new Map<string, Told>();
  const counts = { lives: 0 };

  async function begin(): Promise<{ app: App; life: Life }> {
    counts.lives += 1;
    const life = createLife(watch.died);
    const broken = { life, trouble, watch };
    const spool = await openFileSpool({ dir: join(dataDir, 'spool'), seal: keys.system });
    const notices = breakingNotices('teams', broken, { now: clock.real, called: parts.called });
    const channels = (['sms', 'teams'] as const).map((name) => breakingChannel(name, broken));
    const { app } = openService({
      ...{ catalog, clock, onCall, staff: onCall.staff, log: heard(watch) },
      store: breakingStore(store, broken, parts.committed),
      keys: breakingKeys(keys, broken),
      spool: breakingSpool(spool, broken),
      notices: new Map([['teams', notices]]),
      channels: channels.map((channel) => ({ ...channel, send: noting(channel.send) })),
    });
    return { app, life };
  }

  const noting =
    (send: Send): Send =>
    async (outgoing) => {
      const { key, labels } = outgoing.message;
      told.set(outgoing.address, { key, labels });
      return send(outgoing);
    };

  let now = await begin();
  return {
    told,
    counts,
    app: () => now.app,
    /** Work of the process that runs; a new one begins where it died of it. */
    async doing<Result>(work: (app: App) => Promise<Result>): Promise<Done<Result>> {
      const { app, life } = now;
      const working = work(app).then(
        (ok) => ({ ok }),
        (failed: unknown) => ({ failed }),
      );
      const done = await Promise.race([working, life.death]);
      if (done === 'died') now = await begin();
      return done;
    },
    /** Kills it at an instant at which it does nothing. */
    async kill(): Promise<void> {
      void now.life.die();
      now = await begin();
    },
  };
}

export type Month = Awaited<ReturnType<typeof openMonth>>;

type Send = Channel['send'];

const heard = (watch: Watch): Log => {
  const line = (event: string, ...more: unknown[]): void => watch.logged(`${event} ${JSON.stringify(more)}`);
  return { info: line, warn: line, error: line };
};
