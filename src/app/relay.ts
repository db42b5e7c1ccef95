import type { Couple } from '../domain/couple.ts';
import type { SendEffect } from '../domain/effect.ts';
import { noMeter } from '../ports/meter.ts';
import type { Leased, OutboxEntry, Outcome, RecordDraft } from '../ports/store.ts';
import { leaseMs } from '../ports/store.ts';
import type { Escalation } from './escalate.ts';
import { addressOut } from './outgoing.ts';
import type { Parts } from './parts.ts';
import { streamOf, type Turns } from './turns.ts';
import type { Boxed, Opened, Vault } from './vault.ts';
import { createWaiting } from './waiting.ts';

/** What one attempt at an effect came to. */
export type Attempt =
  | { readonly done: true; readonly records?: readonly RecordDraft[] }
  | { readonly done: false; readonly code: string; readonly retryAfterMs?: number };

const hour = 3_600_000;
const done: Attempt = { done: true };

/** Sends what is in the outbox, lane by lane, in order, and settles each lane in one write. */
export function createRelay(parts: Parts, vault: Vault, turns: Pick<Turns, 'lastKnown'>, escalation: Escalation) {
  const { store, clock, log, worker } = parts;
  const running = new Set<Promise<void>>();
  const waiting = createWaiting();
  const meter = parts.meter ?? noMeter;
  meter.level('outbox_oldest_seconds', () => waiting.oldest(clock.real()));
  let stopped = false;

  /** A couple as it is now: where others write too, only the store knows. */
  const current = (id: string): Promise<Opened<Couple> | null> => (store.sole ? turns.lastKnown(id) : vault.couple(id));

  async function runLane(first: Leased, fresh: Opened<Couple> | null): Promise<void> {
    let couple = fresh;
    for (let lease: Leased | null = first; lease; couple = null) {
      if (stopped) return void (await giveBack(lease));
      const outcomes: readonly Outcome[] = await attemptAll(lease, couple);
      const settled = await store.settle(lease, outcomes);
      lease = settled.status === 'settled' ? settled.more : null;
    }
  }

  /** A lane that this process will not send any more: whoever comes next does. */
  const giveBack = (lease: Leased) =>
    store.settle(
      lease,
      lease.entries.map(({ id }) => ({ id, result: 'again', at: clock.real() })),
    );

  async function attemptAll(lease: Leased, fresh: Opened<Couple> | null): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const entry of lease.entries) {
      if (outcomes.length > 0 && isOld(lease) && !(await store.renew(lease))) break;
      const outcome = await attemptOne(lease, entry, fresh);
      outcomes.push(outcome);
      // A partner's lane keeps its order: what failed holds back what follows. Pages go to different alerts.
      if (outcome.result === 'again' && lease.to !== 'system') break;
    }
    return outcomes;
  }

  async function attemptOne(lease: Leased, entry: OutboxEntry, fresh: Opened<Couple> | null): Promise<Outcome> {
    const boxed = await vault.openEffect(lease, entry).catch((error) => {
      log.error('effect.unreadable', error, { effect: entry.id, lane: entry.lane });
      return null;
    });
    if (!boxed) {
      if (entry.lane === 'crisis' && entry.tries === 0) await escalation.fallback(entry.id, 'emergency');
      return { id: entry.id, result: 'again', at: clock.real() + backoff(entry) };
    }
    const carry = (signal: AbortSignal) => carryOut(lease, boxed, entry, fresh, signal);
    const attempt = await bounded(leaseMs[entry.lane] / 2, carry).catch((error): Attempt => {
      log.error('effect.failed', error, { effect: entry.id, type: boxed.effect.type, lane: entry.lane });
      return { done: false, code: 'FAULT' };
    });
    if (!attempt.done) return afterFailure(lease, entry, boxed, attempt);
    waiting.done(entry.id);
    meter.took('delivery', (clock.real() - boxed.made) / 1_000, entry.lane, boxed.effect.type);
    return { id: entry.id, result: 'done', records: attempt.records ?? [] };
  }

  function carryOut(
    lease: Leased,
    { effect }: Boxed,
    entry: OutboxEntry,
    fresh: Opened<Couple> | null,
    signal: AbortSignal,
  ): Promise<Attempt> {
    if (effect.type === 'send') return send(lease.id, effect, entry, fresh, signal);
    return escalation.carryOut(lease.id, effect, signal);
  }

  async function send(
    id: string,
    effect: SendEffect,
    entry: OutboxEntry,
    fresh: Opened<Couple> | null,
    signal: AbortSignal,
  ): Promise<Attempt> {
    const opened = effect.direct ? null : (fresh ?? (await current(id)));
    const out = addressOut(parts, opened?.state ?? null, effect, entry.tries);
    if ('never' in out) return neverSent(opened, effect, out.never);
    const { channel, outgoing } = out;
    if (!channel) return { done: false, code: 'CHANNEL_OFF' };
    if (channel.entry) {
      const record = { ...channel.entry(outgoing), at: outgoing.at };
      return {
        done: true,
        records: [vault.boxRecord(opened?.seals ?? null, { kind: 'couple', id, part: effect.to }, record)],
      };
    }
    const sent = await channel.send({ ...outgoing, signal });
    return sent.ok
      ? done
      : {
          done: false,
          code: sent.code,
          ...(sent.retryAfterMs === undefined ? {} : { retryAfterMs: sent.retryAfterMs }),
        };
  }

  /** The log keeps the reason. What a crisis or a counselor had to say and did not is audited, too. */
  async function neverSent(opened: Opened<Couple> | null, effect: SendEffect, reason: string): Promise<Attempt> {
    if (!opened) return done;
    if (effect.lane !== 'crisis' && effect.lane !== 'counselor')
      return { done: true, records: [withheld(opened, effect, reason)] };
    await escalation.withheld(opened.id, effect, reason);
    return done;
  }

  function withheld(opened: Opened<Couple>, effect: SendEffect, reason: string): RecordDraft {
    const data = { event: 'withheld', lane: effect.lane, reason, at: clock.now() };
    const owner = { kind: 'couple', id: opened.id, part: effect.to } as const;
    return vault.boxRecord(opened.seals, owner, {
      stream: streamOf('turn', opened.id, effect.to),
      kind: 'turn',
      at: clock.now(),
      data,
    });
  }

  /** Tried again, or given up: a nudge at once, a reply after an hour, anything of a crisis never. */
  async function afterFailure(
    lease: Leased,
    entry: OutboxEntry,
    { effect, made }: Boxed,
    attempt: Extract<Attempt, { done: false }>,
  ): Promise<Outcome> {
    log.warn('effect.again', { effect: entry.id, lane: entry.lane, code: attempt.code, tries: entry.tries + 1 });
    const old = clock.real() - made > hour;
    const givesUp = entry.lane === 'nudge' || (entry.lane !== 'crisis' && effect.type === 'send' && old);
    if (givesUp && effect.type === 'send') {
      meter.count('given_up', entry.lane, attempt.code);
      waiting.done(entry.id);
      await escalation.deliveryFailed(lease.id, effect.to, effect.lane, attempt.code);
      return { id: entry.id, result: 'done', records: [] };
    }
    meter.count('retries', entry.lane, attempt.code);
    waiting.failed(entry.id, entry.lane, made);
    // A page that cannot be made, or a crisis text that cannot be sent: a person hears of it now.
    if (entry.lane === 'crisis' && effect.type !== 'notify' && entry.tries === 0) {
      await escalation.fallback(effect.id, effect.type === 'page' ? effect.level : 'urgent');
    }
    return { id: entry.id, result: 'again', at: clock.real() + (attempt.retryAfterMs ?? backoff(entry)) };
  }

  const backoff = (entry: OutboxEntry): number =>
    Math.min(entry.lane === 'crisis' ? 10_000 : 60_000, 500 * 2 ** Math.min(entry.tries, 10));

  /** Whether a lease may end before another send does: a fresh one needs no asking. */
  const isOld = (lease: Leased): boolean => lease.until - clock.real() < leaseMs[lease.lane] * 0.75;

  const start = (lease: Leased, couple: Opened<Couple> | null): void => {
    const work = runLane(lease, couple).catch((error) => log.error('relay.lane', error, { lane: lease.lane }));
    running.add(work);
    void work.finally(() => running.delete(work));
  };

  async function claimOnce(): Promise<number> {
    const leases = await store.claim({ worker, limit: 50 });
    for (const lease of leases) start(lease, null);
    return leases.length;
  }

  return {
    /** Sends lanes whose lease came with a commit. */
    take(leases: readonly Leased[], couple: Opened<Couple> | null): void {
      for (const lease of leases) start(lease, couple);
    },
    /** Claims and sends what is due. */
    async kick(): Promise<void> {
      if (!stopped) await claimOnce();
    },
    /** Resolves when nothing may go out now. */
    async drained(): Promise<void> {
      do {
        await Promise.all(running);
      } while (running.size > 0 || (await claimOnce()) > 0);
    },
    /** Takes no new lanes and waits for those that run. */
    async stop(): Promise<void> {
      stopped = true;
      while (running.size > 0) await Promise.all(running);
    },
  };
}

export type Relay = ReturnType<typeof createRelay>;

/** A send ends within half its lease, whatever the channel does: what became of it is then unknown. */
async function bounded(ms: number, work: (signal: AbortSignal) => Promise<Attempt>): Promise<Attempt> {
  const control = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Attempt>((resolve) => {
    // Not AbortSignal.timeout: it cannot be cleared, and would go off for every message long after it was sent.
    timer = setTimeout(() => {
      control.abort();
      resolve({ done: false, code: 'TIMEOUT' });
    }, ms).unref();
  });
  try {
    return await Promise.race([work(control.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
