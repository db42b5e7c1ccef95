import type { Lane } from '../../domain/frame.ts';
import type { Sent } from '../../ports/channel.ts';
import { NotTaken } from './client.ts';
import { codes, meaningOf } from './codes.ts';

type Failed = Extract<Sent, { ok: false }>;

const second = 1_000;
const minute = 60_000;

/** The longest that Twilio may ask us to wait, ms. */
const longestWait = 60 * minute;

/** A failed call as the relay reads it. `chance`: 0 to 1, so that not all try again at once. Pure but for a date in Retry-After. */
export function failureOf(error: unknown, lane: Lane, chance: number): Failed {
  if (!(error instanceof NotTaken)) return { ok: false, code: codeOf(error) };
  const { status, said } = error;
  const code = said === null ? `HTTP_${status}` : String(said);
  const meaning = said === null ? {} : meaningOf(said);
  if (meaning.permanent) return { ok: false, code, ...meaning };
  const asked = readRetryAfter(error.retryAfter);
  if (status === 429) return { ok: false, code, retryAfterMs: later(asked ?? second, chance), throttled: true };
  if (asked !== null) return { ok: false, code, retryAfterMs: later(asked, chance) };
  if (!isLasting(error)) return { ok: false, code };
  // It will be said again until somebody mends it.
  const base = lane === 'crisis' ? minute : 5 * minute;
  return { ok: false, code, retryAfterMs: Math.round(base * (0.5 + chance / 2)) };
}

const later = (wait: number, chance: number): number => Math.round(wait + chance * second);

/** Whether it lies with our account or with the text, so that soon is too soon. */
function isLasting({ status, said }: NotTaken): boolean {
  const kind = said === null ? undefined : codes.get(said)?.kind;
  if (kind) return kind !== 'passing';
  return status >= 300 && status < 500 && status !== 408 && status !== 429;
}

/** A system's own code, such as ECONNRESET: a name in capitals. What axios calls a time-out is one. */
function codeOf(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError' || name === 'CanceledError') return 'TIMEOUT';
  if (code === 'ECONNABORTED' || code === 'ERR_CANCELED') return 'TIMEOUT';
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'FAULT';
}

function readRetryAfter(value: string | null): number | null {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * second : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWait) : null;
}
