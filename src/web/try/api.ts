import type { AlertView, Stage } from './wire.ts';

/** Why a request gave nothing: the server's own code and words, or `UNREACHABLE` where it could not be asked. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status: number, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

interface Ask {
  readonly method?: 'GET' | 'POST';
  readonly token?: string;
  readonly body?: object;
  /** How long to wait, in milliseconds. */
  readonly patience?: number;
}

const unreachable = (): ApiError => new ApiError('UNREACHABLE', 'No answer.', 0);

/**
 * The JSON answer of the rehearsal's own server. Touches the network.
 * @throws ApiError with the server's code; `UNREACHABLE` without an answer.
 */
export async function ask<T>(path: string, { method = 'GET', token, body, patience = 10_000 }: Ask = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body) headers['Content-Type'] = 'application/json';
  if (token) headers['Authorization'] = `Bearer ${token}`;
  const request: RequestInit = { method, headers, cache: 'no-store', signal: AbortSignal.timeout(patience) };
  if (body) request.body = JSON.stringify(body);
  const response = await fetch(path, request).catch(() => null);
  if (!response) throw unreachable();
  const answer = (await response.json().catch(() => null)) as T | Refusal | null;
  if (!response.ok) throw refused(response.status, answer as Refusal | null);
  if (answer === null) throw unreachable();
  return answer as T;
}

interface Refusal {
  readonly code?: string;
  readonly message?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

const refused = (status: number, refusal: Refusal | null): ApiError =>
  new ApiError(refusal?.code ?? 'UNREACHABLE', refusal?.message ?? '', status, refusal?.details ?? {});

/** What a counselor does with an alert, and what goes with it. */
export type Act =
  | { readonly act: 'claim' | 'take-over' | 'release' | 'hand-back' }
  | { readonly act: 'task-done'; readonly task: string }
  | { readonly act: 'close'; readonly outcome: string }
  | { readonly act: 'say'; readonly words: string };

/** How far the clock is moved: an ISO duration, or to what is due next. */
export type Step = { readonly advance: string } | { readonly to: 'next' };

/** The rehearsal's clock, couple and alerts. */
export const getStage = (): Promise<Stage> => ask('/try/api/state');

/** Moves the rehearsal's clock; answers once everything due on the way has happened. */
export const moveClock = (step: Step): Promise<{ now: string }> =>
  ask('/try/api/clock', { method: 'POST', body: step, patience: 120_000 });

/** Does something with an alert, as the rehearsal's counselor. */
export function actOn(alert: string, { act, ...body }: Act): Promise<AlertView> {
  return ask(`/try/api/alerts/${encodeURIComponent(alert)}/${act}`, { method: 'POST', body });
}
