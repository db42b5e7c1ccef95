import type { Receiver } from '../../src/ports/webhook.ts';

/** A receiver of what is written; a report of a delivery is a fault. */
export const giving = (receive: Receiver['receive']): Receiver => ({
  receive,
  report: () => Promise.reject(new Error('nothing was to be reported')),
});
