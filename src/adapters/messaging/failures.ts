import type { Lane } from '../../domain/frame.ts';
import type { Sent } from '../../ports/channel.ts';

export type Failed = Extract<Sent, { ok: false }>;

export const second = 1_000;
const minute = 60_000;

/** The longest that a provider may ask us to wait, ms. */
export const longestWait = 60 * minute;

/** What lies with our credentials, the account or the message and will be said again until somebody mends it, waits long. `chance`: 0 to 1. Pure. */
export const lastingWait = (lane: Lane, chance: number): number =>
  spread(lane === 'crisis' ? minute : 5 * minute, chance);

/**
 * What may pass waits as long again as it has been failing (ms): this grows like a doubling wait, however many lanes wait at
 * once. Pure.
 */
export const growingWait = (lane: Lane, failingFor: number, chance: number): number =>
  spread(Math.min(lane === 'crisis' ? 10 * second : minute, Math.max(second, failingFor)), chance);

/** Between half of it and all of it, so that not all try again at once. */
const spread = (ms: number, chance: number): number => Math.round(ms * (0.5 + chance / 2));

/** A `Retry-After` in seconds or as a date, ms from now; null where it says nothing. Reads the clock for a date. */
export function readRetryAfter(value: string | null | undefined): number | null {
  if (value === null || value === undefined || value.trim() === '') return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * second : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWait) : null;
}

/** A system's own code, such as ECONNRESET: a name in capitals. Null for anything else. Pure. */
export const systemCode = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(value) ? value : null;
