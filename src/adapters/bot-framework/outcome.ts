import type { Lane } from '../../domain/frame.ts';
import type { Sent } from '../../ports/channel.ts';
import { NotTaken } from './connectors.ts';

type Failed = Extract<Sent, { ok: false }>;

const second = 1_000;
const minute = 60_000;

/** What the connector says for good: the bot was blocked or removed, the conversation is gone. */
const gone = [403, 404, 410];

/** A 403 that speaks of us, not of the partner. */
const ours = 'InvalidBotApiHost';

/** Refusals that repeat for a while, because our credentials or the message are wrong. */
const lasting = [400, 401, 403, 405, 413];

/** The connectors' codes that are passed on. Any other may be anything, and is left out. */
const said = [
  'BadArgument',
  'BadSyntax',
  'MissingProperty',
  'MalformedData',
  'ServiceError',
  'Unknown',
  'Throttled',
  'BotNotRegistered',
  'BotDisabledByAdmin',
  'BotNotInConversationRoster',
  'ConversationBlockedByUser',
  'ConversationNotFound',
  'MessageWritesBlocked',
  'NotEnoughPermissions',
  'MessageSizeTooBig',
  ours,
  'Forbidden',
  'NotFound',
  'Unauthorized',
  'OperationTimedOut',
  'TooManyRequests',
  'PreconditionFailed',
];

/** What a token's authority answers (OAuth 2.0), and what its client says when it does not. */
const tokenErrors = [
  'invalid_client',
  'unauthorized_client',
  'invalid_request',
  'invalid_scope',
  'invalid_grant',
  'server_error',
  'network_error',
  'no_network_connectivity',
  'endpoints_resolution_error',
  'openid_config_error',
];

/** A failed call as the relay reads it. `failingFor`: ms since this service last took a message. `chance`: 0 to 1. Pure. */
export function failureOf(error: unknown, lane: Lane, failingFor: number, chance: number): Failed {
  const { status, code, retryAfter } = partsOf(error);
  if (status !== null && gone.includes(status) && !code.endsWith(ours)) return { ok: false, code, permanent: true };
  if (status === 429 && retryAfter !== null)
    return { ok: false, code, retryAfterMs: retryAfter + chance * second, throttled: true };
  const most = lane === 'crisis' ? 10 * second : minute;
  // As long again as it has been failing: grows like a doubling wait, however many lanes wait at once.
  const wait = Math.min(most, Math.max(second, failingFor));
  const base = status !== null && lasting.includes(status) ? (lane === 'crisis' ? minute : 5 * minute) : wait;
  return { ok: false, code, retryAfterMs: Math.round(base * (0.5 + chance / 2)) };
}

/** No reference: nothing goes there until the partner has written, or installed the app. */
export const noReference: Failed = { ok: false, code: 'REFERENCE_UNKNOWN', permanent: true };

/** A system's own code, such as ECONNRESET: a name in capitals. */
const isSystemCode = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(value);

const isOneOf = (names: readonly string[], value: unknown): value is string => names.includes(value as string);

function partsOf(error: unknown): { status: number | null; code: string; retryAfter: number | null } {
  if (error instanceof NotTaken) {
    const { statusCode: status, retryAfter } = error;
    const code = isOneOf(said, error.said) ? `HTTP_${status}_${error.said}` : `HTTP_${status}`;
    return { status, code, retryAfter: readRetryAfter(retryAfter) };
  }
  const { name, code, errorCode } = (error ?? {}) as { name?: unknown; code?: unknown; errorCode?: unknown };
  const none = { status: null, retryAfter: null };
  if (name === 'TimeoutError' || name === 'AbortError') return { ...none, code: 'TIMEOUT' };
  if (typeof errorCode === 'string')
    return { ...none, code: isOneOf(tokenErrors, errorCode) ? `TOKEN_${errorCode}` : 'TOKEN' };
  return { ...none, code: isSystemCode(code) ? code : 'FAULT' };
}

function readRetryAfter(value: string | undefined): number | null {
  if (value === undefined || value.trim() === '') return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * second : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 60 * minute) : null;
}
