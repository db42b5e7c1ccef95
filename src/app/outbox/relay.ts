import type { Couple } from '../../domain/couple.ts';
import type { SendEffect } from '../../domain/effect.ts';
import { isReachable, type Partner } from '../../domain/partner.ts';
import { providerCode } from '../../domain/provider-code.ts';
import type { Level } from '../../domain/screening.ts';
import { deadLetter } from '../../ports/given-up.ts';
import { noMeter } from '../../ports/meter.ts';
import type { Leased, OutboxEntry, Outcome, RecordDraft } from '../../ports/store.ts';
import { leaseMs } from '../../ports/store.ts';
import { streamOf, type Turns } from '../aggregates/turns.ts';
import type { Loaded, SealedEffect, Vault } from '../aggregates/vault.ts';
import type { Deps } from '../deps.ts';
import type { Escalation, Refused } from './escalate.ts';
import { addressOut } from './outgoing.ts';
import { createWaiting } from './waiting.ts';

/** What one attempt at an effect came to. */
export type Attempt =
  | { readonly done: true; readonly records?: readonly RecordDraft[] }
  | {
      readonly done: false;
      readonly code: string;
      readonly retryAfterMs?: number;
      /** Another address of the partner can be tried. */
      readonly others?: boolean;
      /** The address that takes nothing more. */
      readonly refused?: Refused;
    };

const hour = 3_600_000;
const done: Extract<Attempt, { done: true }> = { done: true };

/** Why a partner without an address has none: the code of the one that ended last. Pure. */
const lastCode = (partner: Partner | null): string =>
  [...(partner?.addresses ?? [])].flatMap(({ ended }) => ended ?? []).sort((one, other) => other.at - one.at)[0]
    ?.code ?? 'NO_ADDRESS';

/** Sends what is in the outbox, lane by lane, in order, and settles each lane in one write. */
export function createRelay(deps: Deps, vault: Vault, turns: Pick<Turns, 'lastKnown'>, escalation: Escalation) {
  const { store, clock, log, worker } = deps;
  const running = new Set<Promise<void>>();
  const waiting = createWaiting();
  const meter = deps.meter ?? noMeter;
  meter.level('outbox_oldest_seconds', () => waiting.oldest(clock.real()));
  let stopped = false;

  /** A couple as it is now: where others write too, only the store knows. */
  const current = (id: string): Promise<Loaded<Couple> | null> => (store.sole ? turns.lastKnown(id) : vault.couple(id));

  async function runLane(first: Leased, fresh: Loaded<Couple> | null): Promise<void> {
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

  async function attemptAll(lease: Leased, fresh: Loaded<Couple> | null): Promise<readonly Outcome[]> {
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

  async function attemptOne(lease: Leased, entry: OutboxEntry, fresh: Loaded<Couple> | null): Promise<Outcome> {
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
    { effect }: SealedEffect,
    entry: OutboxEntry,
    fresh: Loaded<Couple> | null,
    signal: AbortSignal,
  ): Promise<Attempt> {
    if (effect.type === 'send') return send(lease.id, effect, entry, fresh, signal);
    return escalation.carryOut(lease.id, effect, signal);
  }

  async function send(
    id: string,
    effect: SendEffect,
    entry: OutboxEntry,
    fresh: Loaded<Couple> | null,
    signal: AbortSignal,
  ): Promise<Attempt> {
    const opened = await recordFor(id, effect, entry, fresh);
    const out = addressOut(deps, opened?.state ?? null, effect, entry.tries);
    if ('never' in out) return neverSent(opened, effect, entry, out.never);
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
    if (sent.ok) return done;
    const { permanent, retryAfterMs } = sent;
    const address = { channel: channel.name, id: outgoing.address };
    return {
      ...{ done: false, code: providerCode(sent.code) },
      others: (opened?.state[effect.to]?.addresses.filter(isReachable).length ?? 0) > 1,
      ...(permanent ? { refused: { address, version: opened?.version ?? null } } : {}),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }

  /** The couple that a text goes out for. A bare turn's text brings its address, until that is known to have ended. */
  async function recordFor(id: string, effect: SendEffect, entry: OutboxEntry, fresh: Loaded<Couple> | null) {
    if (!effect.direct) return fresh ?? current(id);
    if (entry.tries === 0) return null;
    const opened = await current(id).catch(() => null);
    const { channel, id: address } = effect.direct.address;
    const known = opened?.state[effect.to]?.addresses.find((each) => each.channel === channel && each.id === address);
    return known?.ended ? opened : null;
  }

  /** The log keeps the reason. What a crisis or a counselor had to say and did not is audited, too. */
  async function neverSent(
    opened: Loaded<Couple> | null,
    effect: SendEffect,
    entry: OutboxEntry,
    reason: string,
  ): Promise<Attempt> {
    if (!opened) return done;
    if (reason === 'no-address') return giveUp(opened.id, effect, entry, lastCode(opened.state[effect.to]));
    if (effect.lane !== 'crisis' && effect.lane !== 'counselor')
      return { done: true, records: [withheld(opened, effect, reason)] };
    await escalation.withheld(opened.id, effect, reason);
    return done;
  }

  function withheld(opened: Loaded<Couple>, effect: SendEffect, reason: string): RecordDraft {
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
    { effect, made }: SealedEffect,
    attempt: Extract<Attempt, { done: false }>,
  ): Promise<Outcome> {
    log.warn('effect.again', { effect: entry.id, lane: entry.lane, code: attempt.code, tries: entry.tries + 1 });
    if (attempt.refused && effect.type === 'send')
      return afterRefusal(lease, entry, effect, attempt.code, attempt.refused);
    const old = clock.real() - made > hour;
    const givesUp = entry.lane === 'nudge' || (entry.lane !== 'crisis' && effect.type === 'send' && old);
    if (givesUp && effect.type === 'send') {
      const { records = [] } = await giveUp(lease.id, effect, entry, attempt.code);
      return { id: entry.id, result: 'done', records };
    }
    meter.count('retries', entry.lane, attempt.code);
    waiting.failed(entry.id, entry.lane, made);
    // A page that cannot be made, or a crisis text that cannot be sent: a person hears of it now.
    if (effect.type !== 'notify') await tellFirst(entry, effect.type === 'page' ? effect.level : 'urgent');
    const wait = attempt.retryAfterMs ?? backoff(entry);
    // A crisis text with another address does not wait until this one may be tried again.
    const soon = attempt.others && entry.lane === 'crisis' ? Math.min(wait, backoff(entry)) : wait;
    return { id: entry.id, result: 'again', at: clock.real() + soon };
  }

  /** The person on call hears of the first failure of anything of a crisis. */
  async function tellFirst(entry: OutboxEntry, level: Level): Promise<void> {
    if (entry.lane === 'crisis' && entry.tries === 0) await escalation.fallback(entry.id, level);
  }

  /** The address ends, and the same text is tried at once where else the partner can be reached. */
  async function afterRefusal(
    lease: Leased,
    entry: OutboxEntry,
    effect: SendEffect,
    code: string,
    refused: Refused,
  ): Promise<Outcome> {
    await tellFirst(entry, 'urgent');
    if (await escalation.endAddress(lease.id, effect.to, refused, code)) {
      meter.count('retries', entry.lane, code);
      return { id: entry.id, result: 'again', at: clock.real() };
    }
    const { records = [] } = await giveUp(lease.id, effect, entry, code);
    return { id: entry.id, result: 'done', records };
  }

  /** Nobody will try this text again. A human is asked where it mattered; a reply is kept as a dead letter. */
  async function giveUp(id: string, effect: SendEffect, entry: OutboxEntry, code: string): Promise<typeof done> {
    meter.count('given_up', entry.lane, code);
    waiting.done(entry.id);
    await escalation.undeliverable(id, effect, code);
    const letter = deadLetter({ kind: 'couple', id, to: effect.to }, entry, clock.real());
    return { done: true, records: entry.lane === 'reply' ? [letter] : [] };
  }

  const backoff = (entry: OutboxEntry): number =>
    Math.min(entry.lane === 'crisis' ? 10_000 : 60_000, 500 * 2 ** Math.min(entry.tries, 10));

  /** Whether a lease may end before another send does: a fresh one needs no asking. */
  const isOld = (lease: Leased): boolean => lease.until - clock.real() < leaseMs[lease.lane] * 0.75;

  const start = (lease: Leased, couple: Loaded<Couple> | null): void => {
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
    take(leases: readonly Leased[], couple: Loaded<Couple> | null): void {
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
