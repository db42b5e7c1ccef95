import type { Couple } from '../../../domain/couple.ts';
import type { SendEffect } from '../../../domain/effect.ts';
import { isReachable, type Partner } from '../../../domain/partner.ts';
import { providerCode } from '../../../domain/provider-code.ts';
import type { Channel, Sent } from '../../../ports/channel.ts';
import { deadLetter } from '../../../ports/given-up.ts';
import { noMeter } from '../../../ports/meter.ts';
import type { RecordDraft } from '../../../ports/store.ts';
import type { Couples } from '../../aggregates/couple.ts';
import { streamOf } from '../../aggregates/update.ts';
import type { Loaded, Vault } from '../../aggregates/vault.ts';
import type { Deps } from '../../deps.ts';
import type { Fallback } from '../fallback.ts';
import { type Destination, destination, rendered } from '../outgoing.ts';
import { createProviders } from '../providers.ts';
import { sealReceipt } from '../receipt.ts';
import {
  type Attempt,
  again,
  backOff,
  type Carrier,
  type Failure,
  type Job,
  type Over,
  over,
  type Refused,
  type Verdict,
} from './carrier.ts';
import type { Undelivered } from './undelivered.ts';

type Send = Job<SendEffect>;

const hour = 3_600_000;

/** Why a partner without an address has none: the code of the one that ended last. Pure. */
const lastCode = (partner: Partner | null): string =>
  [...(partner?.addresses ?? [])].flatMap(({ ended }) => ended ?? []).sort((one, other) => other.at - one.at)[0]
    ?.code ?? 'NO_ADDRESS';

const optOutOf = ({ optedOut }: Extract<Sent, { ok: false }>) => (optedOut ? { optedOut } : {});

/** Brings texts to partners: to another address where one is refused, and to a human where a crisis reaches nobody. */
export function createSend(
  deps: Deps,
  vault: Vault,
  couples: Pick<Couples, 'current'>,
  undelivered: Undelivered,
  fallback: Fallback,
): Carrier<SendEffect> {
  const { clock } = deps;
  const providers = createProviders(clock);
  const meter = deps.meter ?? noMeter;

  /** The couple that a text goes out for. A bare turn's text brings its address, until that is known to have ended. */
  async function recordFor({ id, effect, entry, loaded }: Send): Promise<Loaded<Couple> | null> {
    // Texts lie in lanes of couples only.
    if (!effect.direct) return (loaded as Loaded<Couple> | null) ?? couples.current(id);
    if (entry.tries === 0) return null;
    const opened = await couples.current(id).catch(() => null);
    const { channel, id: address } = effect.direct.address;
    const known = opened?.state[effect.to]?.addresses.find((each) => each.channel === channel && each.id === address);
    return known?.ended ? opened : null;
  }

  async function attempt(job: Send, signal: AbortSignal): Promise<Attempt> {
    const { effect, entry } = job;
    const opened = await recordFor(job);
    const to = destination(deps, opened?.state ?? null, effect, entry.tries);
    if ('never' in to) return neverSent(job, opened, to.never);
    const { channel } = to;
    if (!channel) return { over: false, code: 'CHANNEL_OFF' };
    if (channel.crisisOnly && effect.lane !== 'crisis') return neverSent(job, opened, 'chat-off');
    const outgoing = { ...rendered(deps, effect, to), ...receiptFor(job, to, channel) };
    if (channel.entry) {
      if (effect.counted) await undelivered.reached(job.id, effect);
      return kept(job, opened, { ...channel.entry(outgoing), at: outgoing.at });
    }
    const sent = await providers(channel, { ...outgoing, signal });
    if ('held' in sent) return { over: false, ...sent };
    if (sent.ok && effect.counted) await undelivered.reached(job.id, effect);
    if (sent.ok) return over;
    const address = { channel: channel.name, id: outgoing.address };
    return {
      over: false,
      code: providerCode(sent.code),
      others: (opened?.state[effect.to]?.addresses.filter(isReachable).length ?? 0) > 1,
      ...(sent.permanent ? { refused: { address, version: opened?.version ?? null, ...optOutOf(sent) } } : {}),
      ...(sent.retryAfterMs === undefined ? {} : { retryAfterMs: sent.retryAfterMs }),
    };
  }

  /** What a later report of the message brings back. */
  const receiptFor = ({ id, effect }: Send, { address }: Destination, { reports }: Channel) =>
    reports
      ? {
          receipt: sealReceipt(deps.keys.system, {
            ...{ couple: id, side: effect.to, effect: effect.id, lane: effect.lane },
            ...{ key: 'key' in effect.say ? effect.say.key : null },
            ...(effect.avoid ? { elsewhere: true } : {}),
            address: { channel: address.channel, id: address.id },
          }),
        }
      : {};

  const record = (
    { id, effect }: Send,
    opened: Loaded<Couple> | null,
    fields: Parameters<Vault['boxRecord']>[2],
  ): RecordDraft => vault.boxRecord(opened?.seals ?? null, { kind: 'couple', id, part: effect.to }, fields);

  const kept = (job: Send, opened: Loaded<Couple> | null, fields: Parameters<Vault['boxRecord']>[2]): Over => ({
    over: true,
    records: [record(job, opened, fields)],
  });

  /** The log keeps the reason. What a crisis or a counselor had to say and did not is audited, too. */
  async function neverSent(job: Send, opened: Loaded<Couple> | null, reason: string): Promise<Over> {
    const { effect } = job;
    const { lane } = effect;
    if (!opened) return over;
    if (reason === 'no-address') return giveUp(job, lastCode(opened.state[effect.to]));
    if (lane === 'crisis' || lane === 'counselor') {
      await undelivered.withheld(opened.id, effect, reason);
      return over;
    }
    const at = clock.now();
    const data = { event: 'withheld', lane, reason, at };
    return kept(job, opened, { stream: streamOf('turn', job.id, effect.to), kind: 'turn', at, data });
  }

  /** Tried again, or given up: a nudge at once, what is no crisis after an hour, a crisis never. */
  async function afterFailure(job: Send, failure: Failure): Promise<Verdict> {
    const { entry, made } = job;
    if (failure.refused) return afterRefusal(job, failure.code, failure.refused);
    const old = clock.real() - made > hour;
    if (failure.held && (entry.lane === 'nudge' || !old))
      return { over: false, waitMs: failure.retryAfterMs ?? 0, untried: true };
    if (entry.lane === 'nudge' || (entry.lane !== 'crisis' && old)) return giveUp(job, failure.code);
    await fallback(entry, 'urgent');
    // A crisis text with another address does not wait until this one may be tried again.
    const soon = failure.others && entry.lane === 'crisis';
    const { retryAfterMs = Number.POSITIVE_INFINITY } = failure;
    return soon ? { over: false, waitMs: Math.min(retryAfterMs, backOff(entry)) } : again(job, failure);
  }

  /** The address ends, and the same text is tried at once where else the partner can be reached. */
  async function afterRefusal(job: Send, code: string, refused: Refused): Promise<Verdict> {
    await fallback(job.entry, 'urgent');
    if (await undelivered.endAddress(job.id, job.effect.to, refused, code)) return { over: false, waitMs: 0 };
    return giveUp(job, code);
  }

  /** Nobody will try this text again. A human is asked where it mattered; a reply is kept as a dead letter. */
  async function giveUp({ id, effect, entry }: Send, code: string): Promise<Over> {
    meter.count('given_up', entry.lane, code);
    await undelivered.undeliverable(id, effect, code);
    if (entry.lane !== 'reply') return over;
    return { over: true, records: [deadLetter({ kind: 'couple', id, to: effect.to }, entry, clock.real())] };
  }

  return { attempt, afterFailure };
}
