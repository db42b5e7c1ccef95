import type { Receiver } from '../../src/ports/webhook.ts';

/** Nobody taps a notice in a test of something else. */
export const noTap: Pick<Receiver, 'tap'> = { tap: () => Promise.reject(new Error('nothing was to be tapped')) };

/** A receiver of what is written; a report of a delivery is a fault. */
export const giving = (receive: Receiver['receive']): Receiver => ({
  receive,
  ...noTap,
  report: () => Promise.reject(new Error('nothing was to be reported')),
});
