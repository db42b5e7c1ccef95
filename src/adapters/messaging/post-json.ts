import { bounded } from './bounded.ts';
import { readRetryAfter, systemCode } from './failures.ts';

/** A call, ms, and how much of an answer is read. */
const longest = 5_000;
const mostAnswer = 16_384;

/** What a post came to: an answer, or a code of the network's. */
export type Answered =
  | { readonly status: number; readonly retryAfterMs: number | null; readonly body: string }
  | { readonly status: null; readonly code: string };

/** Posts JSON once, bounded in time, and follows no redirect. Touches the network. Never rejects. */
export async function postJson(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  outer: AbortSignal,
): Promise<Answered> {
  const asked = {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    redirect: 'manual',
  } as const;
  try {
    return await bounded(
      longest,
      async (signal) => {
        const response = await fetch(url, { ...asked, signal });
        const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
        return { status: response.status, retryAfterMs, body: await begun(response) };
      },
      outer,
    );
  } catch (error) {
    return { status: null, code: codeOf(error) };
  }
}

/** The beginning of an answer; what is longer is not waited for. */
async function begun(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > mostAnswer) break;
  }
  return text.slice(0, mostAnswer);
}

function codeOf(error: unknown): string {
  const { name, cause } = (error ?? {}) as { name?: unknown; cause?: { code?: unknown } | null };
  if (name === 'TimeoutError' || name === 'AbortError') return 'TIMEOUT';
  return systemCode(cause?.code) ?? 'NETWORK';
}
