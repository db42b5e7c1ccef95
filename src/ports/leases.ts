import type { Lane } from '../domain/frame.ts';
import type { Recipient } from '../domain/partner.ts';

/** How long a claim on due work lasts, ms of real time. */
export const dueLeaseMs = 30_000;

/**
 * Whether an entry that failed holds back those after it: what a partner is told keeps its order. Pages and news go to
 * different alerts, and one that cannot be opened must not keep a crisis from a human. Pure.
 */
export const keepsOrder = (to: Recipient): boolean => to !== 'system';

/** How long a lane's lease lasts, ms of real time. */
export const leaseMs: Readonly<Record<Lane, number>> = {
  crisis: 10_000,
  counselor: 30_000,
  reply: 30_000,
  mediated: 30_000,
  nudge: 30_000,
};
