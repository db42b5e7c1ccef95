import { createTransport } from 'nodemailer';
import { isLoopback } from '../../domain/loopback.ts';
import type { NoticeChannel } from '../../ports/notices.ts';
import { bounded } from '../messaging/bounded.ts';
import { mailOf } from './mail.ts';
import type { EmailOptions } from './options.ts';
import { failureOf } from './outcome.ts';

/** One mail from end to end, and each wait within it, ms. */
const longest = 10_000;
const waits = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 8_000, dnsTimeout: 5_000 } as const;

/**
 * Notices by e-mail, over one pool of connections. A mail only leads to the case: whatever opens its link, a scanner too, changes
 * nothing. What a server says later, of a mail that it took, nobody hears here.
 */
export function createEmailNotices({ url, from }: EmailOptions): NoticeChannel & { close(): void } {
  const { hostname, protocol, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const here = isLoopback(hostname);
  const transport = createTransport({
    ...{ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 465 : 587), secure },
    // A password, and who is on call, never go in the clear; on this machine a server may have no certificate.
    ...(secure ? {} : { requireTLS: !here, ignoreTLS: here }),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...{
      pool: true,
      maxConnections: 2,
      maxMessages: 100,
      logger: false,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    ...waits,
  });
  return {
    kind: 'email',
    async send({ address }, message, signal) {
      try {
        await bounded(longest, () => transport.sendMail(mailOf(message, { from, to: address })), signal);
        return { ok: true };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}
