import type { NoticeChannel, NoticeMessage, NoticeOutcome } from '../../ports/notices.ts';
import { postJson } from '../messaging/post-json.ts';
import { type Action, eventOf } from './event.ts';

/** `COACH_PAGERDUTY_URL`: where events go. */
export interface PagerDutyOptions {
  readonly url: string;
}

/** How long PagerDuty is left alone after a 429 that does not say, ms. */
const limited = 30_000;

/**
 * PagerDuty's Events API v2, one incident for each occurrence: `trigger` as it is told, `acknowledge` once somebody looks or has
 * it, `resolve` once it is closed. The routing key is the address of the way.
 */
export function createPagerDutyNotices({ url }: PagerDutyOptions): NoticeChannel {
  const send = async (
    key: string,
    action: Action,
    message: NoticeMessage,
    signal: AbortSignal,
  ): Promise<NoticeOutcome> => {
    const event = eventOf(message, action, key);
    const answered = await postJson(url, JSON.stringify(event), {}, signal);
    if (answered.status === null) return { ok: false, code: answered.code };
    const { status, retryAfterMs, body } = answered;
    if (status === 202) return { ok: true, handle: event.dedup_key };
    if (status === 429) return { ok: false, code: 'HTTP_429', retryAfterMs: retryAfterMs ?? limited };
    // The key is none, or none any more. Any other 400 is a fault of ours, and says nothing of the way.
    if (status === 400 && /routing.?key/i.test(body))
      return { ok: false, code: 'ROUTING_KEY_INVALID', permanent: true };
    return { ok: false, code: `HTTP_${status}`, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
  };
  return {
    kind: 'pagerduty',
    send: ({ address }, message, signal) => send(address, 'trigger', message, signal),
    update: ({ address }, _, message, signal) =>
      send(address, actions[message.about?.state ?? 'closed'], message, signal),
  };
}

const actions = { open: 'trigger', acknowledged: 'acknowledge', claimed: 'acknowledge', closed: 'resolve' } as const;
