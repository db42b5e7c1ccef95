import type { Config } from '../config/config.ts';
import type { WayKind } from '../domain/staff/person.ts';
import type { NoticeChannel } from '../ports/notices.ts';
import type { Edge } from '../server/routes/edge.ts';

/** The ways to people on call that a configuration has: those of its edges, and its own. What is not configured is not loaded. */
export async function openNoticeChannels(
  { onCall: { smtp, webhookSecret: secret, pagerDuty } }: Pick<Config, 'onCall'>,
  edges: readonly Edge[],
): Promise<ReadonlyMap<WayKind, NoticeChannel>> {
  const own = await Promise.all([
    smtp && import('../adapters/email/channel.ts').then(({ createEmailNotices }) => createEmailNotices(smtp)),
    secret &&
      import('../adapters/notice-webhook/channel.ts').then(({ createWebhookNotices }) =>
        createWebhookNotices({ secret }),
      ),
    pagerDuty &&
      import('../adapters/pagerduty/channel.ts').then(({ createPagerDutyNotices }) =>
        createPagerDutyNotices(pagerDuty),
      ),
  ]);
  const all = [...edges.flatMap(({ notices = [] }) => notices), ...own.filter((each) => typeof each === 'object')];
  return new Map(all.flatMap((channel) => (channel ? [[channel.kind, channel] as const] : [])));
}
