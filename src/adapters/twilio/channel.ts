import type { Pace } from '../../domain/buckets.ts';
import { createLru } from '../../domain/lru.ts';
import type { Channel } from '../../ports/channel.ts';
import { bounded } from '../messaging/bounded.ts';
import { textsOf } from '../messaging/texts.ts';
import { longestCall, type TwilioClient } from './client.ts';
import { paths, publicAddress, type TwilioOptions } from './options.ts';
import { failureOf } from './outcome.ts';
import { paceOf, senderFor } from './sender.ts';

/** Messages of several texts that are remembered while they are under way. */
const mostBegun = 1_000;

type Calls = Pick<TwilioClient, 'messages'>;

/** Texts by Twilio's REST API. What became of each comes back to the status webhook with its receipt. */
export function createTwilioChannel(
  options: TwilioOptions,
  client: Calls,
  pace: Pace = paceOf(options.sender),
): Channel {
  /** How many texts of a message Twilio has: a message that is tried again goes on after them. */
  const begun = createLru<number>(mostBegun);

  return {
    name: 'sms',
    reports: true,
    pace: {
      ...pace,
      sender: ({ address, reference }) => Object.values(senderFor(options.sender, address, reference)).join(),
    },
    async send({ address, reference, message, effect, lane, receipt, signal }) {
      const statusCallback = publicAddress(options, `${paths.status}?receipt=${encodeURIComponent(receipt ?? '')}`);
      const common = {
        ...{ to: address, ...senderFor(options.sender, address, reference) },
        ...(receipt === undefined ? {} : { statusCallback }),
      };
      const texts = textsOf(message.text);
      try {
        for (const [index, body] of texts.entries()) {
          if (index < (begun.get(effect) ?? 0)) continue;
          await bounded(longestCall, () => client.messages.create({ ...common, body }), signal);
          if (texts.length > 1) begun.set(effect, index + 1);
        }
        begun.forget(effect);
        return { ok: true };
      } catch (error) {
        return failureOf(error, lane, Math.random());
      }
    },
  };
}
