import type { Lane } from '../domain/frame.ts';
import type { Recipient } from '../domain/partner.ts';

/** How long a claim on due work lasts, ms of real time. */
export const dueLeaseMs = 30_000;
/** How long one holds back what belongs to a crisis: whoever claimed it may have died. */
export const urgentDueLeaseMs = 10_000;

/**
 * Whether an entry that failed holds back those after it. What a partner is told keeps its order, and so does what a couple is
 * told of its alert, a counselor's words among it. Pages, notices and what people on call are told do not: each goes to an alert or a
 * human by itself, and one that fails must keep nothing from anybody. Pure.
 */
export const keepsOrder = (to: Recipient, lane: Lane): boolean =>
  to !== 'system' || (lane !== 'crisis' && lane !== 'reply');

/** How long a lane's lease lasts, ms of real time. */
export const leaseMs: Readonly<Record<Lane, number>> = {
  crisis: 10_000,
  counselor: 30_000,
  reply: 30_000,
  mediated: 30_000,
  nudge: 30_000,
  language: 5_000,
};
