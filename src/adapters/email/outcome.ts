import type { NoticeOutcome } from '../../ports/notices.ts';
import { systemCode } from '../messaging/failures.ts';

/** What a server says of a mailbox for good: it is none, it is full of rules, or it has moved. Only where it speaks of the recipient. */
const gone: readonly number[] = [550, 551, 553];

/** The client's own words for what went wrong, as far as they are known. */
const known = ['EAUTH', 'ECONNECTION', 'EENVELOPE', 'EMESSAGE', 'ESOCKET', 'ESTREAM', 'ETLS', 'EPROTOCOL', 'EDNS'];

/** A mail that was not taken. A server's own words may quote the address: only its number is kept. Pure. */
export function failureOf(error: unknown): NoticeOutcome {
  const { name, code, responseCode, command } = (error ?? {}) as Record<string, unknown>;
  if (name === 'TimeoutError' || code === 'ETIMEDOUT') return { ok: false, code: 'TIMEOUT' };
  if (typeof responseCode === 'number') {
    const said = `SMTP_${responseCode}`;
    const ends = gone.includes(responseCode) && command === 'RCPT TO';
    return { ok: false, code: said, ...(ends ? { permanent: true } : {}) };
  }
  if (known.includes(String(code))) return { ok: false, code: `SMTP_${String(code)}` };
  return { ok: false, code: systemCode(code) ?? 'FAULT' };
}
