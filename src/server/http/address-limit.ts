import { createBuckets, type Pace } from '../../domain/buckets.ts';
import { CoachError } from '../../domain/errors.ts';

/** What one network address may ask for without a token: a page with two phones asks for two. */
export const defaultAddressPace: Pace = { burst: 60, oneEvery: 1_000 };

/**
 * Holds back a network address that asks too often, on routes that anybody may ask. Never for a channel's webhook: all
 * of a provider's partners come from the same few addresses. Keeps 10,000 addresses in memory.
 */
export function createAddressLimit(pace: Pace = defaultAddressPace) {
  const buckets = createBuckets(pace);
  /** @throws CoachError `TOO_MANY_REQUESTS` with `details.retryAfter`, seconds. */
  return (from: string): void => {
    const wait = buckets.take(from, performance.now());
    if (wait > 0) throw tooManyRequests(Math.ceil(wait / 1_000));
  };
}

/** That somebody asks too often. `retryAfter` is in seconds. */
export const tooManyRequests = (retryAfter: number): CoachError =>
  new CoachError('TOO_MANY_REQUESTS', 'That is too fast: wait, then try again.', { retryAfter });
