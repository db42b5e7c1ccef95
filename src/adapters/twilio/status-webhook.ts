import type { DeliveryReport } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import type { Webhook } from '../../ports/webhook.ts';
import { meaningOf } from './codes.ts';
import type { TwilioOptions } from './options.ts';
import type { Form } from './signature.ts';
import { authenticated } from './webhook.ts';

const states: Readonly<Record<string, DeliveryReport['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
};

/** What became of our texts. Of the states on the way (`queued`, `sending` …) nothing is told. */
export const createStatusWebhook = (options: TwilioOptions, log: Log): Webhook => ({
  answer: (post, { report }) =>
    authenticated(options, log, post, async (form) => {
      const receipt = new URLSearchParams(post.url.split('?')[1]).get('receipt');
      const told = reportOf(form, receipt);
      if (told) await report(told);
      return { status: 204 };
    }),
});

function reportOf(form: Form, receipt: string | null): DeliveryReport | null {
  const status = (form['MessageStatus'] ?? form['SmsStatus'] ?? '').toLowerCase();
  const state = Object.hasOwn(states, status) ? states[status] : undefined;
  if (!state || !receipt) return null;
  const code = form['ErrorCode'] ?? '';
  if (!/^\d{1,6}$/.test(code) || Number(code) === 0) return { channel: 'sms', receipt, state };
  const { permanent, optedOut } = meaningOf(Number(code));
  return {
    ...{ channel: 'sms', receipt, state, code },
    ...(permanent ? { permanent } : {}),
    ...(optedOut ? { optedOut } : {}),
  };
}
