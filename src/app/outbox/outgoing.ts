import type { Couple } from '../../domain/couple.ts';
import type { Effect, SendEffect } from '../../domain/effect.ts';
import type { Language } from '../../domain/language.ts';
import type { Address } from '../../domain/partner.ts';
import { maySend } from '../../engine/may-send.ts';
import type { Channel, ChannelRecord, Outgoing } from '../../ports/channel.ts';
import type { Deps } from '../deps.ts';

/** A message ready for its channel, or the reason why it never goes out. */
export type Addressed =
  | { readonly channel: Channel | undefined; readonly outgoing: Outgoing }
  | { readonly never: string };

/**
 * Where an effect goes and what it says there: asks `maySend`, renders for the partner's language and channel.
 * `couple` is null where its record cannot be opened: the effect then brings its own address.
 */
export function addressOut(deps: Deps, couple: Couple | null, effect: SendEffect, tries: number): Addressed {
  if (effect.direct && !couple) {
    const { address, language } = effect.direct;
    return outgoing(deps, effect, { address, language: language ?? 'en', country: deps.country });
  }
  const partner = couple?.[effect.to];
  if (!couple || !partner) return { never: 'no-partner' };
  const may = maySend(couple, effect, deps.clock.now(), tries);
  if ('never' in may) return may;
  return outgoing(deps, effect, { address: may.send, language: partner.language, country: partner.country });
}

function outgoing(
  deps: Deps,
  effect: SendEffect,
  to: { address: Address; language: Language; country: string },
): Addressed {
  const { channel: name, id: address, reference } = to.address;
  const message = deps.content.render(effect.say, { language: to.language, channel: name, country: to.country });
  const { id, lane } = effect;
  const ready = { address, message, effect: id, lane, at: deps.clock.now() };
  return {
    channel: deps.channels.get(name),
    outgoing: reference === undefined ? ready : { ...ready, reference },
  };
}

/** Effects of a turn parted: entries of conversations that are kept here, written by the commit itself, and the rest. */
export function splitStored(deps: Deps, couple: Couple | null, effects: readonly Effect[]) {
  const entries: { readonly to: 'a' | 'b'; readonly record: ChannelRecord }[] = [];
  const waiting: Effect[] = [];
  for (const effect of effects) {
    const out = effect.type === 'send' ? addressOut(deps, couple, effect, 0) : null;
    if (effect.type === 'send' && out && 'outgoing' in out && out.channel?.entry) {
      entries.push({ to: effect.to, record: out.channel.entry(out.outgoing) });
    } else waiting.push(effect);
  }
  return { entries, waiting };
}
