import { CoachError } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import type { Webhook, WebhookAnswer, WebhookPost } from '../../ports/webhook.ts';
import { toInbound } from './inbound.ts';
import type { TwilioOptions } from './options.ts';
import { authenticForm, type Form } from './signature.ts';

/** TwiML that asks Twilio for nothing: what is said goes by the REST API. */
const nothing: WebhookAnswer = {
  status: 200,
  body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
  headers: { 'Content-Type': 'text/xml' },
};

/** What partners write, one text at a time. */
export const createTwilioWebhook = (options: TwilioOptions, log: Log): Webhook => ({
  answer: (post, { receive }) =>
    authenticated(options, log, post, async (form) => {
      const inbound = toInbound(form, options.optOut);
      if (typeof inbound === 'string') {
        log.warn(`twilio.${inbound}`);
        return { status: inbound === 'nobody' ? 400 : 403 };
      }
      await receive(inbound);
      return nothing;
    }),
});

/**
 * The answer to a post that Twilio signed: 401 for any other, 503 when nothing could be kept. Twilio does not post again by
 * itself, but asks the fallback URL where one is set. Never rejects.
 */
export async function authenticated(
  options: TwilioOptions,
  log: Log,
  post: WebhookPost,
  take: (form: Form) => Promise<WebhookAnswer>,
): Promise<WebhookAnswer> {
  try {
    const form = authenticForm(options, post);
    if (typeof form !== 'string') return await take(form);
    log.warn('twilio.refused', { code: form });
    return { status: 401 };
  } catch (error) {
    const isUnkept = error instanceof CoachError && error.code === 'STORE_UNAVAILABLE';
    log.error(isUnkept ? 'twilio.unkept' : 'twilio.failed', error);
    return { status: isUnkept ? 503 : 500 };
  }
}
