import type { Effect } from '../../domain/effect.ts';
import { keepsOrder, leaseMs } from '../../ports/leases.ts';
import { noMeter } from '../../ports/meter.ts';
import type { Leased, OutboxEntry, Outcome } from '../../ports/store.ts';
import type { SealedEffect, Vault } from '../aggregates/vault.ts';
import type { Deps } from '../deps.ts';
import { bounded } from './bounded.ts';
import { backOff, type Carrier, type Carriers, type Failure, type Job } from './effects/carrier.ts';
import type { Fallback } from './fallback.ts';
import type { Handed, LaneQueue } from './lane-queue.ts';
import { createWaiting } from './waiting.ts';

/** How many lanes are claimed at once. */
const mostAtOnce = 50;

/** How many entries of a lane go out at once: notices to people on call do not wait for each other. Pure. */
const sideBySide = ({ kind, to, lane }: Leased): number => (kind === 'couple' || keepsOrder(to, lane) ? 1 : 16);

/** Carries out what is in the outbox, lane by lane, in order, and settles each lane in one write. */
export function createRelay(
  deps: Deps,
  vault: Pick<Vault, 'openEffect'>,
  lanes: LaneQueue,
  carriers: Carriers,
  fallback: Fallback,
) {
  const { store, clock, log, worker } = deps;
  const running = new Set<Promise<void>>();
  const waiting = createWaiting();
  const meter = deps.meter ?? noMeter;
  meter.level('outbox_oldest_seconds', () => waiting.oldest(clock.real()));
  meter.level('outbox_overdue_seconds', async () => {
    const at = await store.nextEntryAt().catch(() => null);
    return { '': at === null ? 0 : Math.max(0, clock.real() - at) / 1_000 };
  });
  let stopped = false;

  async function runLane(first: Handed): Promise<void> {
    for (let handed: Handed | null = first; handed; ) {
      if (stopped) return void (await giveBack(handed.lease));
      const settled = await store.settle(handed.lease, await attemptAll(handed));
      const more = settled.status === 'settled' ? settled.more : null;
      handed = more && { lease: more, loaded: null, effects: nothing };
    }
  }

  /** Gives a lane back unsent: the next worker that claims it sends it. */
  const giveBack = (lease: Leased) =>
    store.settle(
      lease,
      lease.entries.map(({ id }) => ({ id, result: 'again', at: clock.real() })),
    );

  async function attemptAll(handed: Handed): Promise<readonly Outcome[]> {
    const { lease } = handed;
    const outcomes: Outcome[] = [];
    for (let from = 0, many = sideBySide(lease); from < lease.entries.length; from += many) {
      if (from > 0 && isOld(lease) && !(await store.renew(lease))) break;
      const made = lease.entries.slice(from, from + many).map((entry) => attemptOne(handed, entry));
      outcomes.push(...(await Promise.all(made)));
      if (outcomes.at(-1)?.result === 'again' && keepsOrder(lease.to, lease.lane)) break;
    }
    return outcomes;
  }

  async function attemptOne({ lease, loaded, effects }: Handed, entry: OutboxEntry): Promise<Outcome> {
    const opened = effects.get(entry.id) ?? (await open(lease, entry));
    if (!opened) {
      await fallback(entry, 'emergency');
      return later(entry, backOff(entry));
    }
    const job = { id: lease.id, entry, loaded, ...opened };
    const carrier = carriers[opened.effect.type] as Carrier<Effect>;
    const attempt = await bounded(leaseMs[entry.lane] / 2, (signal) => carrier.attempt(job, signal)).catch((error) => {
      log.error('effect.failed', error, { effect: entry.id, type: opened.effect.type, lane: entry.lane });
      return { over: false, code: 'FAULT' } as const;
    });
    if (!attempt.over) return afterFailure(carrier, job, attempt);
    meter.took('delivery', (clock.real() - opened.made) / 1_000, entry.lane, opened.effect.type);
    return done(entry, attempt.records);
  }

  const open = (lease: Leased, entry: OutboxEntry): Promise<SealedEffect | null> =>
    vault.openEffect(lease, entry).catch((error) => {
      log.error('effect.unreadable', error, { effect: entry.id, lane: entry.lane });
      return null;
    });

  async function afterFailure(carrier: Carrier<Effect>, job: Job, failure: Failure): Promise<Outcome> {
    const { entry, made } = job;
    const verdict = await carrier.afterFailure(job, failure);
    if (!verdict.over && verdict.untried) {
      meter.count('held', entry.lane, failure.code);
      return { ...later(entry, verdict.waitMs), untried: true };
    }
    log.warn('effect.again', { effect: entry.id, lane: entry.lane, code: failure.code, tries: entry.tries + 1 });
    if (verdict.over) return done(entry, verdict.records);
    meter.count('retries', entry.lane, failure.code);
    waiting.failed(entry.id, entry.lane, made);
    return later(entry, verdict.waitMs);
  }

  const later = ({ id }: OutboxEntry, ms: number) => ({ id, result: 'again', at: clock.real() + ms }) as const;

  function done({ id }: OutboxEntry, records: Extract<Outcome, { result: 'done' }>['records']): Outcome {
    waiting.done(id);
    return { id, result: 'done', records };
  }

  /** Whether a lease may end before another send does: a fresh one needs no asking. */
  const isOld = (lease: Leased): boolean => lease.until - clock.real() < leaseMs[lease.lane] * 0.75;

  const start = (handed: Handed): void => {
    const work = runLane(handed)
      .catch((error) => log.error('relay.lane', error, { lane: handed.lease.lane }))
      .finally(() => running.delete(work));
    running.add(work);
  };
  lanes.takenBy(start);

  /** Claims what may go out. Whoever waits until nothing may waits for a claim that another began, too: it may get what waits. */
  function claimOnce(): Promise<number> {
    const claiming = claim().finally(() => running.delete(underWay));
    const underWay: Promise<void> = claiming.then(nothingMore, nothingMore);
    running.add(underWay);
    return claiming;
  }

  async function claim(): Promise<number> {
    const leases = await store.claim({ worker, limit: mostAtOnce });
    for (const lease of leases) start({ lease, loaded: null, effects: nothing });
    return leases.length;
  }

  return {
    /** Claims and sends what is due. */
    async kick(): Promise<void> {
      if (!stopped) await claimOnce();
    },
    /** Resolves when nothing may go out now. */
    async drained(): Promise<void> {
      do {
        await Promise.all(running);
      } while ((await claimOnce()) > 0 || running.size > 0);
    },
    /** Real time at which the next of what waits may go out; null when nothing waits. */
    nextAt: (): Promise<number | null> => store.nextEntryAt(),
    /** Takes no new lanes and waits for those that run. */
    async stop(): Promise<void> {
      stopped = true;
      while (running.size > 0) await Promise.all(running);
    },
  };
}

export type Relay = ReturnType<typeof createRelay>;

const nothingMore = (): void => {};

/** What another process committed, or this one before it ended, is opened. */
const nothing: Handed['effects'] = new Map();
