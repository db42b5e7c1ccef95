import type { NoticeChannel } from '../../ports/notices.ts';
import { bounded } from '../messaging/bounded.ts';
import { noticeText, outcomeOf } from '../messaging/notice-body.ts';
import { textsOf } from '../messaging/texts.ts';
import { longestCall, type TwilioClient } from './client.ts';
import { paths, publicAddress, type TwilioOptions } from './options.ts';
import { failureOf } from './outcome.ts';
import { senderFor } from './sender.ts';

/**
 * Notices as texts, from the number of notices where there is one: a carrier that hears STOP from a partner's phone never closes it.
 * What became of each comes back to the status webhook with its receipt.
 */
export const createSmsNotices = (options: TwilioOptions, client: Pick<TwilioClient, 'messages'>): NoticeChannel => ({
  kind: 'sms',
  async send({ address, reference }, message, signal) {
    const { noticeNumber, sender } = options;
    const from = noticeNumber === undefined ? senderFor(sender, address, reference) : { from: noticeNumber };
    const { receipt } = message;
    const report = receipt === undefined ? null : `${paths.status}?receipt=${encodeURIComponent(receipt)}`;
    const [body = ''] = textsOf(noticeText(message));
    const text = { to: address, ...from, body, ...(report ? { statusCallback: publicAddress(options, report) } : {}) };
    try {
      const { sid } = await bounded(longestCall, () => client.messages.create(text), signal);
      return { ok: true, ...(typeof sid === 'string' ? { handle: sid } : {}) };
    } catch (error) {
      return outcomeOf(failureOf(error, 'crisis', Math.random()));
    }
  },
});
