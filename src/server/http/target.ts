import type { IncomingMessage } from 'node:http';
import { CoachError } from '../../domain/errors.ts';

/** What may come once only: a second one means another thing to whoever reads the last. */
const single: ReadonlySet<string> = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'host',
  'origin',
  'sec-fetch-site',
  'transfer-encoding',
]);

/**
 * Looks at what a client says before any route is known: its target is a path, target and `Host` make a URL, and no
 * header that decides something comes twice. restify reads the URL outside of every handler. Pure.
 * @throws CoachError `BODY_INVALID`.
 */
export function checkTarget({ url = '', headers, rawHeaders }: IncomingMessage): void {
  if (!url.startsWith('/') || hasTwice(rawHeaders) || !isHost(headers.host) || !URL.canParse(`http://localhost${url}`))
    throw new CoachError(
      'BODY_INVALID',
      'Send a path as the target, one Host that is a name or an address, and no header twice.',
    );
  if (!isDecodable(url)) throw new CoachError('BODY_INVALID', 'The path has a broken percent sign.');
}

/** Whether a header is a host of a URL and nothing more: no user, path, query or list. HTTP/1.0 may leave it out. */
function isHost(host: string | undefined): boolean {
  return (
    host === undefined || (/^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.test(host) && URL.canParse(`http://${host}/`))
  );
}

function hasTwice(rawHeaders: readonly string[]): boolean {
  const seen = new Set<string>();
  return rawHeaders.some((text, index) => {
    const name = text.toLowerCase();
    if (index % 2 === 1 || !single.has(name)) return false;
    const twice = seen.has(name);
    seen.add(name);
    return twice;
  });
}

function isDecodable(url: string): boolean {
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(url.split('?')[0] ?? ''));
  } catch {
    return false;
  }
}
