import type { Lane } from '../../domain/frame.ts';
import type { Sent } from '../../ports/channel.ts';
import { NotTaken } from './connectors.ts';

type Failed = Extract<Sent, { ok: false }>;

const second = 1_000;
const minute = 60_000;

/** What the connector says when it will say the same again: the bot was blocked or removed, the conversation is gone. */
const lasting = [400, 401, 403, 404, 405, 410, 413];

/** A failed call as the relay reads it. `failingFor`: ms since this service last took a message. `chance`: 0 to 1. Pure. */
export function failureOf(error: unknown, lane: Lane, failingFor: number, chance: number): Failed {
  const { status, code, retryAfter } = partsOf(error);
  if (status === 429 && retryAfter !== null) return { ok: false, code, retryAfterMs: retryAfter + chance * second };
  const most = lane === 'crisis' ? 10 * second : minute;
  // As long again as it has been failing: grows like a doubling wait, however many lanes wait at once.
  const wait = Math.min(most, Math.max(second, failingFor));
  const base = status !== null && lasting.includes(status) ? (lane === 'crisis' ? minute : 5 * minute) : wait;
  return { ok: false, code, retryAfterMs: Math.round(base * (0.5 + chance / 2)) };
}

/** No reference: the partner has to write, or install the app, first. Pure. */
export const noReference = (lane: Lane): Failed => ({
  ok: false,
  code: 'REFERENCE_UNKNOWN',
  retryAfterMs: lane === 'crisis' ? 10 * second : minute,
});

/** A code names; anything else could quote. */
const isCode = (value: unknown): value is string => typeof value === 'string' && /^\w{1,60}$/.test(value);

function partsOf(error: unknown): { status: number | null; code: string; retryAfter: number | null } {
  if (error instanceof NotTaken) {
    const { statusCode: status, said, retryAfter } = error;
    const code = isCode(said) ? `HTTP_${status}_${said}` : `HTTP_${status}`;
    return { status, code, retryAfter: readRetryAfter(retryAfter) };
  }
  const { name, code, errorCode } = (error ?? {}) as { name?: unknown; code?: unknown; errorCode?: unknown };
  const none = { status: null, retryAfter: null };
  if (name === 'TimeoutError' || name === 'AbortError') return { ...none, code: 'TIMEOUT' };
  if (isCode(errorCode)) return { ...none, code: `TOKEN_${errorCode}` };
  return { ...none, code: isCode(code) ? code : 'FAULT' };
}

function readRetryAfter(value: string | undefined): number | null {
  if (value === undefined || value.trim() === '') return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * second : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 60 * minute) : null;
}
