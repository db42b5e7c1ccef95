import { listen } from './bot-authority.ts';

/** An event as the stub took it. */
export type PagerDutyEvent = Readonly<Record<string, unknown>>;

export const routingKey = 'R0123456789ABCDEFGHIJKLMNOPQRSTU';

/**
 * PagerDuty's Events API v2 as documented: 202 with the key, 400 for what is no event, 429 and 5xx where it is told to, and one
 * incident for each key.
 */
export async function aPagerDuty() {
  const events: PagerDutyEvent[] = [];
  const answers: ({ readonly status: number; readonly headers?: Record<string, string> } | 'hang')[] = [];
  const incidents = new Map<string, string>();
  const mistakeIn = (event: PagerDutyEvent): string | null => {
    const { routing_key, event_action, dedup_key, payload } = event;
    if (routing_key !== routingKey) return "'routing_key' is invalid";
    if (!['trigger', 'acknowledge', 'resolve'].includes(String(event_action))) return "'event_action' is invalid";
    if (event_action !== 'trigger') return dedup_key ? null : "'dedup_key' is missing or blank";
    const { summary, source, severity } = (payload ?? {}) as Record<string, unknown>;
    if (typeof summary !== 'string' || summary === '' || summary.length > 1_024) return "'payload.summary' is invalid";
    if (!source) return "'payload.source' is missing or blank";
    return ['critical', 'error', 'warning', 'info'].includes(String(severity)) ? null : "'payload.severity' is invalid";
  };
  const server = await listen((request, body, response) => {
    const answer = answers.shift();
    if (answer === 'hang') return;
    const say = (status: number, said: object, headers: Record<string, string> = {}): void => {
      response.statusCode = status;
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.end(JSON.stringify(said));
    };
    if (request.url !== '/v2/enqueue' || request.method !== 'POST') return say(404, {});
    if (answer) return say(answer.status, { status: 'canary of a service' }, answer.headers);
    const event = JSON.parse(body) as PagerDutyEvent;
    const mistake = mistakeIn(event);
    if (mistake) return say(400, { status: 'invalid event', message: 'Event object is invalid', errors: [mistake] });
    events.push(event);
    const key = String(event['dedup_key']);
    const action = String(event['event_action']);
    if (action === 'trigger' || incidents.has(key)) incidents.set(key, action);
    say(202, { status: 'success', message: 'Event processed', dedup_key: key });
  });
  return { url: server.url, ...{ events, answers, incidents }, close: server.close };
}
