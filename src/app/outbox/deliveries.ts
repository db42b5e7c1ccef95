import { providerCode } from '../../domain/provider-code.ts';
import type { DeliveryReport } from '../../ports/channel.ts';
import type { Deps } from '../deps.ts';
import type { Undelivered } from './effects/undelivered.ts';
import { openReceipt } from './receipt.ts';

/** Whether a report was of a message of ours. */
export type Reported = 'noted' | 'unknown';

/** Takes what providers say of messages after they took them. A report that comes twice is noted once. */
export function createDeliveries({ keys, log }: Pick<Deps, 'keys' | 'log'>, undelivered: Undelivered) {
  return {
    /** @throws CoachError `STORE_UNAVAILABLE` when it could not be kept: the provider is asked to say it again. */
    async report({ channel, receipt: sealed, state, code }: DeliveryReport): Promise<Reported> {
      const receipt = openReceipt(keys.system, sealed);
      if (!receipt || receipt.address.channel !== channel) {
        log.warn('delivery.unknown', { channel });
        return 'unknown';
      }
      if (state !== 'undelivered' && state !== 'failed') return 'noted';
      await undelivered.reported(receipt, providerCode(code));
      return 'noted';
    },
  };
}
