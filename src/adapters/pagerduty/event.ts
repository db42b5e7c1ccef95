import type { NoticeMessage } from '../../ports/notices.ts';

export type Action = 'trigger' | 'acknowledge' | 'resolve';

/** PagerDuty's words for how bad it is. */
const severities: Readonly<Record<string, string>> = { emergency: 'critical', urgent: 'error', 'same-day': 'warning' };

/** The most characters of a summary, and of a key. */
const longestSummary = 1_024;
const longestKey = 255;

/** An event of the Events API v2: the envelope, and a link. Pure. */
export function eventOf({ id, kind, about, subject, text, link }: NoticeMessage, action: Action, routingKey: string) {
  const dedup_key = (about?.thread ?? `${kind}.${id}`).slice(0, longestKey);
  const common = { routing_key: routingKey, event_action: action, dedup_key };
  if (action !== 'trigger') return common;
  return {
    ...common,
    payload: {
      summary: [subject, text]
        .filter((part) => part !== '')
        .join('. ')
        .slice(0, longestSummary),
      source: 'Side by Side',
      severity: severities[about?.level ?? ''] ?? 'info',
      class: kind,
      ...(about === null
        ? {}
        : {
            timestamp: new Date(about.raisedAt).toISOString(),
            custom_details: { case: about.caseCode, level: about.level },
          }),
    },
    client: 'Side by Side',
    ...(link === null ? {} : { client_url: link.href, links: [{ href: link.href, text: link.label }] }),
  };
}
