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
  /** Headers beside the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** How long to wait, in milliseconds. */
  readonly patience?: number;
}

const unreachable = (): ApiError => new ApiError('UNREACHABLE', 'No answer.', 0);

/**
 * The JSON answer of our own server. Touches the network.
 * @throws ApiError with the server's code; `UNREACHABLE` without an answer.
 */
export async function ask<T>(
  path: string,
  { method = 'GET', token, headers: more = {}, body, patience = 10_000 }: Ask = {},
): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', ...more };
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
