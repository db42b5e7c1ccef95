/** Every code the product can throw. Each one is explained in docs/errors.md. */
export const errorCodes = [
  'ACT_NOT_HERE',
  'ADDRESS_CHANGED',
  'ADDRESS_OF_STAFF',
  'ADDRESS_TAKEN',
  'ALERT_CHANGED',
  'ALERT_HELD',
  'ALERT_NOT_OPEN',
  'BACKUP_ELSEWHERE',
  'BODY_INVALID',
  'BODY_TOO_LARGE',
  'BODY_TYPE',
  'BOT_AUTH_REQUIRED',
  'CALL_UNASKED',
  'CASE_TAKEN',
  'CHANNEL_REVOKED',
  'CLINIC_DAYS_INVALID',
  'CLINIC_TEXTS_INVALID',
  'CLOSE_INCOMPLETE',
  'CODE_OVER',
  'CODE_WRONG',
  'COMMIT_CONTENDED',
  'CONFIG_INVALID',
  'CONSOLE_CLOSED',
  'CONTENT_INVALID',
  'CONTENT_STALE',
  'CSRF_WRONG',
  'CURSOR_INVALID',
  'DELAY_INVALID',
  'DETOX_INVALID',
  'DIALOG_INVALID',
  'DIALOG_UNKNOWN',
  'ENROLMENT_BLOCKED',
  'ENROLMENT_INVALID',
  'FILE_EXISTS',
  'FILE_UNWRITABLE',
  'FOLDER_CHANGED',
  'FOLDER_OPEN',
  'KEY_MISSING',
  'LINK_INVALID',
  'NAME_TAKEN',
  'NOBODY_REACHED',
  'NOTHING_TO_SIGN',
  'NOT_FOUND',
  'NOT_LIVE',
  'NOT_READY',
  'ORIGIN_REFUSED',
  'OWN_CLOSE',
  'PASSWORD_WEAK',
  'PERSON_UNKNOWN',
  'REASON_NEEDED',
  'REAUTH_NEEDED',
  'RECORD_UNREADABLE',
  'ROLE_REFUSED',
  'ROLE_UNSUPPORTED',
  'SCREENING_INVALID',
  'SCRIPT_INVALID',
  'SETUP_IMPOSSIBLE',
  'SHEET_INVALID',
  'SHEET_PARTNER',
  'SIGNED_OUT',
  'SIGN_IN_FAILED',
  'SIMULATION_FAILED',
  'SOCKET_PATH_TOO_LONG',
  'STORE_DAMAGED',
  'STORE_IN_USE',
  'STORE_UNAVAILABLE',
  'STREAMS_FULL',
  'SUPERVISOR_ONLY',
  'TASK_OPEN',
  'TASK_UNKNOWN',
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'TOO_MANY_REQUESTS',
  'TURN_TOO_LONG',
  'WAY_OF_PARTNER',
  'WAY_TAKEN',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What an error may carry: codes, counts, places. Never a partner's words, number or name. */
export type ErrorDetails = Record<string, string | number | boolean | null>;

/**
 * The one error of the product: a stable code, a sentence that says what to do, and details for a machine.
 * A fault, not an expected outcome: expected outcomes are values.
 */
export class CoachError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CoachError';
    this.code = code;
    this.details = details;
  }
}
