import type { Lane } from '../../domain/frame.ts';
import { type Failed, growingWait, lastingWait, longestWait, second, systemCode } from '../messaging/failures.ts';

/**
 * What Slack says of one person for good: the conversation or its person is gone, or takes nothing from an app. And of the
 * workspace: the app was taken out of it, or its token revoked, so that nobody there can be written to any more.
 */
export const ended = [
  ...['channel_not_found', 'is_archived', 'user_not_found', 'users_not_found', 'user_disabled', 'user_not_visible'],
  ...['cannot_dm', 'cannot_dm_bot', 'user_is_bot', 'not_in_channel', 'no_dual_broadcast_content_update'],
  ...['token_revoked', 'account_inactive', 'team_not_found'],
] as const;

/** What lies with our token, the app's settings, the workspace's rules or the message, and will be said again for a while. */
export const ours = [
  ...['not_authed', 'invalid_auth', 'token_expired', 'missing_scope', 'no_permission', 'not_allowed_token_type'],
  ...['access_denied', 'accesslimited', 'org_login_required', 'two_factor_setup_required', 'ekm_access_denied'],
  ...['enterprise_is_restricted', 'team_access_not_granted', 'app_missing_action_url', 'messages_tab_disabled'],
  ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_non_threadable_channel'],
  ...['restricted_action_thread_only_channel', 'posting_to_general_channel_denied', 'as_user_not_supported'],
  ...['invalid_blocks', 'invalid_blocks_format', 'invalid_arguments', 'invalid_arg_name', 'invalid_array_arg'],
  ...[
    'invalid_charset',
    'invalid_form_data',
    'invalid_json',
    'invalid_post_type',
    'json_not_object',
    'missing_post_type',
  ],
  ...['msg_too_long', 'msg_blocks_too_long', 'no_text', 'too_many_attachments', 'message_limit_exceeded'],
  ...['attachment_payload_limit_exceeded', 'metadata_too_large', 'markdown_text_conflict', 'cannot_reply_to_message'],
  ...['deprecated_endpoint', 'method_deprecated', 'unknown_method', 'duplicate_channel_not_found'],
  ...['message_not_found', 'cant_update_message', 'edit_window_closed', 'view_too_large', 'not_enabled'],
] as const;

/** What passes by itself. */
export const passing = [
  ...['ratelimited', 'rate_limited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'],
  ...['external_channel_migrating', 'team_added_to_org', 'slack_connect_canvas_sharing_blocked', 'update_failed'],
  ...['duplicate_message_not_found', 'team_quota_exceeded'],
] as const;

const said: ReadonlySet<unknown> = new Set([...ended, ...ours, ...passing]);
const isOf = (names: readonly string[], name: string | null): boolean => name !== null && names.includes(name);

/** Slack's own word for why a call failed, where it is one that is known; null for any other reason. Pure. */
export function errorOf(error: unknown): string | null {
  const name = (error as { data?: { error?: unknown } | null } | null)?.data?.error;
  return said.has(name) ? (name as string) : null;
}

/** A failed call as the relay reads it. `failingFor`: ms since Slack last took a message. `chance`: 0 to 1. Pure. */
export function failureOf(error: unknown, lane: Lane, failingFor: number, chance: number): Failed {
  const name = errorOf(error);
  const code = codeOf(error, name);
  if (isOf(ended, name)) return { ok: false, code, permanent: true };
  const asked = retryAfterOf(error);
  if (asked !== null) return { ok: false, code, retryAfterMs: Math.round(asked + chance * second), throttled: true };
  const wait = isLasting(error, name) ? lastingWait(lane, chance) : growingWait(lane, failingFor, chance);
  return { ok: false, code, retryAfterMs: wait };
}

interface Parts {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly statusCode?: unknown;
  readonly retryAfter?: unknown;
  readonly data?: { readonly response_metadata?: { readonly retryAfter?: unknown } | null } | null;
  readonly original?: { readonly name?: unknown; readonly cause?: { readonly code?: unknown } | null } | null;
}

const partsOf = (error: unknown): Parts => (error ?? {}) as Parts;

/** The client's own words for a 429 that does not say how long. */
const isUntimedLimit = ({ message }: Parts): boolean =>
  typeof message === 'string' && message.startsWith('Retry header');

function codeOf(error: unknown, name: string | null): string {
  if (name !== null) return `SLACK_${name}`;
  const parts = partsOf(error);
  const { statusCode, original } = parts;
  if (parts.code === 'slack_webapi_rate_limited_error' || isUntimedLimit(parts)) return 'HTTP_429';
  if (typeof statusCode === 'number') return `HTTP_${statusCode}`;
  const names = [parts.name, original?.name];
  if (names.includes('TimeoutError') || names.includes('AbortError')) return 'TIMEOUT';
  const system = systemCode(original?.cause?.code);
  if (system !== null) return system;
  if (parts.code === 'slack_webapi_request_error') return 'NETWORK';
  return parts.code === 'slack_webapi_platform_error' ? 'SLACK_UNKNOWN' : 'FAULT';
}

/** How long Slack asks us to wait, ms; null where it does not say. */
function retryAfterOf(error: unknown): number | null {
  const { retryAfter, data } = partsOf(error);
  const seconds = retryAfter ?? data?.response_metadata?.retryAfter;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return null;
  return Math.min(Math.max(seconds, 0) * second, longestWait);
}

/** 4xx other than 408 and 429 will be said again; Slack says most with a 200 and a name. */
function isLasting(error: unknown, name: string | null): boolean {
  const { statusCode } = partsOf(error);
  if (typeof statusCode === 'number') return statusCode >= 400 && statusCode < 500 && statusCode !== 408;
  return isOf(ours, name);
}
