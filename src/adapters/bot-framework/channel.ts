import type { ChannelName } from '../../domain/channel.ts';
import { createLru } from '../../domain/lru.ts';
import type { Channel, Sent } from '../../ports/channel.ts';
import { noPictures, type Pictures } from '../../ports/pictures.ts';
import { bounded } from '../messaging/bounded.ts';
import { type Connectors, post } from './connectors.ts';
import { failureOf, noReference } from './outcome.ts';
import { paceOf } from './pace.ts';
import { readReference } from './reference.ts';
import { activitiesOf } from './render.ts';

/** A call to a connector, ms. */
const longest = 5_000;

/** Messages of several texts that are remembered while they are under way. */
const mostBegun = 1_000;

/** Channels that write by the stored reference. A reply and a message that nobody asked for are the same thing. */
export function createBotChannels(
  names: readonly ChannelName[],
  connectors: Connectors,
  pictures: Pictures = noPictures,
): readonly Channel[] {
  /** Since when a service URL has been failing. */
  const failing = createLru<number>(100);
  /** How many texts of a message the service has: a message that is tried again goes on after them. */
  const begun = createLru<number>(mostBegun);

  const send: Channel['send'] = async (outgoing) => {
    const reference = readReference(outgoing.reference);
    if (!reference) return noReference;
    const { serviceUrl } = reference;
    try {
      const activities = activitiesOf(outgoing, reference, pictures);
      for (const [index, activity] of activities.entries()) {
        if (index < (begun.get(outgoing.effect) ?? 0)) continue;
        await bounded(
          longest,
          async (abortSignal) => post(await connectors.clientOf(serviceUrl), reference, activity, abortSignal),
          outgoing.signal,
        );
        if (activities.length > 1) begun.set(outgoing.effect, index + 1);
      }
      begun.forget(outgoing.effect);
      failing.forget(serviceUrl);
      return { ok: true };
    } catch (error) {
      const since = failing.get(serviceUrl) ?? Date.now();
      failing.set(serviceUrl, since);
      return failureOf(error, outgoing.lane, Date.now() - since, Math.random());
    }
  };
  return names.map((name) => ({ name, ...paceOf(name), send: (outgoing): Promise<Sent> => send(outgoing) }));
}
