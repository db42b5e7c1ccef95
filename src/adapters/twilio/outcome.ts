import type { Lane } from '../../domain/frame.ts';
import { type Failed, lastingWait, readRetryAfter, second, systemCode } from '../messaging/failures.ts';
import { NotTaken } from './client.ts';
import { codes, meaningOf } from './codes.ts';

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
  return { ok: false, code, retryAfterMs: lastingWait(lane, chance) };
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
  return systemCode(code) ?? 'FAULT';
}
