import type { Lane } from '../../domain/frame.ts';
import { type Failed, growingWait, lastingWait, readRetryAfter, second, systemCode } from '../messaging/failures.ts';
import { NotTaken } from './connectors.ts';

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
  const isLasting = status !== null && lasting.includes(status);
  return {
    ok: false,
    code,
    retryAfterMs: isLasting ? lastingWait(lane, chance) : growingWait(lane, failingFor, chance),
  };
}

/** No reference: nothing goes there until the partner has written, or installed the app. */
export const noReference: Failed = { ok: false, code: 'REFERENCE_UNKNOWN', permanent: true };

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
  return { ...none, code: systemCode(code) ?? 'FAULT' };
}
