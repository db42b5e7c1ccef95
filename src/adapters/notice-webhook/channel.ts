import { isLoopback } from '../../domain/loopback.ts';
import type { NoticeChannel, NoticeMessage, NoticeOutcome } from '../../ports/notices.ts';
import { postJson } from '../messaging/post-json.ts';
import { signedHeaders } from './sign.ts';

/** `COACH_NOTICE_WEBHOOK_SECRET`: what posts are signed with. */
export interface WebhookOptions {
  readonly secret: string;
}

/** Notices as signed JSON to a URL of the clinic's own, and an update in the same shape. docs/alerts.md has the format. */
export const createWebhookNotices = ({ secret }: WebhookOptions): NoticeChannel => {
  const send = async (
    address: string,
    message: NoticeMessage,
    id: string,
    signal: AbortSignal,
  ): Promise<NoticeOutcome> => {
    if (!isSafe(address)) return { ok: false, code: 'URL_REFUSED', permanent: true };
    const body = JSON.stringify(payloadOf(message));
    const headers = signedHeaders(secret, id, Math.floor(Date.now() / 1_000), body);
    const answered = await postJson(address, body, headers, signal);
    if (answered.status === null) return { ok: false, code: answered.code };
    const { status, retryAfterMs } = answered;
    if (status >= 200 && status < 300) return { ok: true, handle: id };
    const wait = retryAfterMs === null ? {} : { retryAfterMs };
    // Gone: whoever answers there says that nothing is to come any more.
    return { ok: false, code: `HTTP_${status}`, ...(status === 410 ? { permanent: true } : wait) };
  };
  return {
    kind: 'webhook',
    send: ({ address }, message, signal) => send(address, message, message.id, signal),
    update: ({ address }, _, message, signal) => send(address, message, message.id, signal),
  };
};

/** Nothing goes over a network in the clear. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** A notice as its receiver reads it. Fields are added, never taken away or given another meaning. Pure. */
export const payloadOf = ({ id, kind, about, language, subject, text, link }: NoticeMessage) => ({
  ...{ version: 1, id, kind, language, subject, text },
  case: about && {
    ...{ code: about.caseCode, level: about.level, state: about.state, thread: about.thread },
    raisedAt: new Date(about.raisedAt).toISOString(),
  },
  link: link?.href ?? null,
});
