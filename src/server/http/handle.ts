import type { Next, Request, RequestHandler, Response } from 'restify';
import { CoachError, type ErrorCode } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import type { Answer } from './route.ts';

/** The HTTP status of each code that a client may see (docs/errors.md). Every other is a 500 that says nothing. */
export const statusOf: Readonly<Partial<Record<ErrorCode, number>>> = {
  ACT_NOT_HERE: 409,
  ADDRESS_OF_STAFF: 409,
  ADDRESS_TAKEN: 409,
  ALERT_CHANGED: 409,
  ALERT_HELD: 409,
  ALERT_NOT_OPEN: 409,
  BODY_INVALID: 400,
  BODY_TOO_LARGE: 413,
  BODY_TYPE: 415,
  CALL_UNASKED: 409,
  CASE_TAKEN: 409,
  CLOSE_INCOMPLETE: 400,
  CODE_OVER: 409,
  CODE_WRONG: 409,
  COMMIT_CONTENDED: 503,
  CONSOLE_CLOSED: 403,
  CSRF_WRONG: 401,
  CURSOR_INVALID: 400,
  ENROLMENT_BLOCKED: 409,
  ENROLMENT_INVALID: 400,
  LINK_INVALID: 403,
  NAME_TAKEN: 409,
  NOTHING_TO_SIGN: 409,
  NOT_FOUND: 404,
  NOT_LIVE: 409,
  ORIGIN_REFUSED: 403,
  OWN_CLOSE: 409,
  PASSWORD_WEAK: 400,
  PERSON_UNKNOWN: 404,
  REASON_NEEDED: 403,
  REAUTH_NEEDED: 403,
  ROLE_REFUSED: 403,
  SHEET_INVALID: 400,
  SHEET_PARTNER: 409,
  SIGNED_OUT: 401,
  SIGN_IN_FAILED: 403,
  STORE_UNAVAILABLE: 503,
  STREAMS_FULL: 503,
  SUPERVISOR_ONLY: 403,
  TASK_OPEN: 409,
  TASK_UNKNOWN: 404,
  TOKEN_EXPIRED: 403,
  TOKEN_INVALID: 401,
  TOO_MANY_REQUESTS: 429,
  WAY_OF_PARTNER: 409,
  WAY_TAKEN: 409,
};

/** A route as a function from a request to an answer. Faults become `{code, message}`; what is not ours says nothing. */
export function handle(log: Log, route: (request: Request) => Promise<Answer> | Answer): RequestHandler {
  return (request: Request, response: Response, next: Next) => {
    Promise.resolve()
      .then(() => route(request))
      .then(({ status = 200, body, headers, stream }) => {
        if (!stream) return answer(response, status, body, headers);
        response.writeHead(status, { ...headers });
        stream(response);
      })
      .catch((error: unknown) => {
        const { status } = refusal(error);
        if (status >= 500) log.error('request.failed', error, { route: String(request.getRoute()?.name ?? '') });
        refuse(response, error);
      })
      .finally(() => next());
  };
}

/** Answers with a fault. */
export function refuse(response: Response, error: unknown): void {
  const { status, body } = refusal(error);
  const wait = error instanceof CoachError ? error.details['retryAfter'] : undefined;
  if (wait !== undefined) response.setHeader('Retry-After', String(wait));
  answer(response, status, body);
}

/** Writes JSON at once: restify's own `send` first looks for what the client likes best. */
function answer(response: Response, status: number, body: Answer['body'], headers: Answer['headers'] = {}): void {
  const text = typeof body === 'object' ? JSON.stringify(body) : (body ?? '');
  const type = typeof body === 'object' ? { 'Content-Type': 'application/json' } : {};
  response.writeHead(status, { ...type, 'Content-Length': Buffer.byteLength(text), ...headers });
  response.end(text);
}

/** A fault as a client may see it. Pure. */
export function refusal(error: unknown): { status: number; body: { code: string; message: string; details?: object } } {
  if (!(error instanceof CoachError))
    return { status: 500, body: { code: 'INTERNAL', message: 'Something went wrong here.' } };
  const status = statusOf[error.code] ?? 500;
  if (status === 500) return { status, body: { code: error.code, message: 'Something went wrong here.' } };
  return { status, body: { code: error.code, message: error.message, details: error.details } };
}
