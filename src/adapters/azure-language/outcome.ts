import type { NoAnswer } from '../../ports/language.ts';

/** What came over the wire, where anything did. */
export interface Wire {
  status?: number;
  retryAfter?: string | undefined;
}

/** Why a call that threw has no answer, by what came over the wire alone: an error's text may quote the request. Pure. */
export function failureOf({ status, retryAfter }: Wire): NoAnswer {
  if (status === undefined) return { ok: false, code: 'UNREACHABLE' };
  if (status < 400) return { ok: false, code: 'UNREADABLE' };
  const wait = inMs(retryAfter);
  return { ok: false, code: `HTTP_${status}`, ...(wait === null ? {} : { retryAfterMs: wait }) };
}

/** Seconds, as the service gives them; what is no number of seconds says nothing. An hour at most. */
function inMs(header: string | undefined): number | null {
  const seconds = header === undefined || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3_600) * 1_000 : null;
}

/** Whether the same call may come out otherwise in half a second. Pure. */
export const isPassing = ({ code, retryAfterMs = 0 }: NoAnswer, within: number): boolean =>
  /^(?:TIMEOUT|UNREACHABLE|HTTP_(?:408|429|5\d\d))$/.test(code) && retryAfterMs <= within;
