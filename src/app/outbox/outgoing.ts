import type { Couple } from '../../domain/couple.ts';
import type { Effect, SendEffect } from '../../domain/effect.ts';
import { mediaOf } from '../../domain/file.ts';
import type { Language } from '../../domain/language.ts';
import { localDate } from '../../domain/local-time.ts';
import type { Address } from '../../domain/partner.ts';
import { maySend } from '../../engine/may-send.ts';
import type { Channel, ChannelRecord, Outgoing } from '../../ports/channel.ts';
import type { Deps } from '../deps.ts';
import { fileAddress } from '../files/token.ts';

/** Where a message goes; `channel` is undefined where it is not configured. */
export interface Destination {
  readonly channel: Channel | undefined;
  readonly address: Address;
  readonly language: Language;
  readonly country: string;
  /** The partner's local date; undefined where nothing is known of them. */
  readonly today?: string;
}

/**
 * Where an effect goes, as `maySend` has it, or the reason why it never goes out. `couple` is null where its record cannot
 * be opened: the effect then brings its own address.
 */
export function destination(
  { channels, clock, country }: Pick<Deps, 'channels' | 'clock' | 'country'>,
  couple: Couple | null,
  effect: SendEffect,
  tries: number,
): Destination | { readonly never: string } {
  const to = (address: Address, of: { readonly language: Language; readonly country: string }): Destination => ({
    channel: channels.get(address.channel),
    address,
    language: of.language,
    country: of.country,
  });
  if (effect.direct && !couple) {
    const { address, language } = effect.direct;
    return to(address, { language: language ?? 'en', country });
  }
  const partner = couple?.[effect.to];
  if (!couple || !partner) return { never: 'no-partner' };
  const may = maySend(couple, effect, clock.now(), tries);
  return 'never' in may ? may : { ...to(may.send, partner), today: localDate(clock.now(), partner.zone) };
}

/** What an effect says there, in the partner's language and for the channel. */
export function rendered(
  {
    content,
    clock,
    keys,
    publicUrl = null,
    looks = [],
  }: Pick<Deps, 'content' | 'clock' | 'keys' | 'publicUrl' | 'looks'>,
  effect: SendEffect,
  to: Destination,
): Outgoing {
  const { channel, id: address, reference } = to.address;
  const { country, today } = to;
  const language = ('key' in effect.say ? effect.say.language : undefined) ?? to.language;
  const offered = 'key' in effect.say ? effect.say.file : undefined;
  // A page that is served from here needs no address of its own; nobody else could open a file without one.
  const base = publicUrl ?? (to.channel?.entry ? '' : null);
  const file =
    offered && base !== null ? { href: fileAddress(keys, base, offered), media: mediaOf(offered) } : undefined;
  const reader = { language, channel, country, ...(today === undefined ? {} : { today }), ...(file ? { file } : {}) };
  const said = content.render(effect.say, reader);
  const question = 'question' in effect.say ? effect.say.question : undefined;
  const elsewhere = to.channel?.entry ? looks : [];
  const seen = elsewhere.map((other) => [other, content.render(effect.say, { ...reader, channel: other }).text]);
  const message = {
    ...said,
    ...(question === undefined ? {} : { question }),
    ...(seen.length > 0 ? { looks: Object.fromEntries(seen) } : {}),
  };
  const ready = { address, message, effect: effect.id, lane: effect.lane, at: clock.now() };
  return reference === undefined ? ready : { ...ready, reference };
}

/** Effects of a turn parted: entries of conversations that are kept here, written by the commit itself, and the rest. */
export function splitStored(deps: Deps, couple: Couple | null, effects: readonly Effect[]) {
  const entries: { readonly to: 'a' | 'b'; readonly record: ChannelRecord }[] = [];
  const waiting: Effect[] = [];
  for (const effect of effects) {
    const to = effect.type === 'send' ? destination(deps, couple, effect, 0) : null;
    if (effect.type === 'send' && to && 'channel' in to && to.channel?.entry) {
      entries.push({ to: effect.to, record: to.channel.entry(rendered(deps, effect, to)) });
    } else waiting.push(effect);
  }
  return { entries, waiting };
}
