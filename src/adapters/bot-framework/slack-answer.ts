import { isLoopback } from '../../domain/loopback.ts';
import type { Log } from '../../ports/log.ts';
import { entities } from '../messaging/mrkdwn.ts';
import type { Posted } from './activity.ts';

/** How long Slack may take, ms. */
const patience = 5_000;

/** The hosts that take it: nothing is posted anywhere else, whatever an activity says. */
const hosts: ReadonlySet<string> = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);

/**
 * Shows the answer in the place of the buttons that one was tapped of, by the address that Slack gave for it with the tap. Where
 * that fails the tap counts all the same. `authenticated`: only Slack's own hosts are posted to. Touches the network. Never rejects.
 */
export async function showSlackAnswer(posted: Posted, said: string, authenticated: boolean, log: Log): Promise<void> {
  const { payload, Payload } = posted.channelData ?? {};
  const { response_url: url, original_message: original } = payload ?? Payload ?? {};
  if (!url || !isSlacks(url, authenticated)) return;
  const answer = `✓ ${said}`;
  const message = {
    ...{ replace_original: true, text: original?.text ?? '', mrkdwn: true },
    attachments: [{ fallback: entities(answer), text: entities(answer) }],
  };
  try {
    const headers = { 'content-type': 'application/json' };
    const asked = { method: 'POST', headers, body: JSON.stringify(message), redirect: 'error' } as const;
    const response = await fetch(url, { ...asked, signal: AbortSignal.timeout(patience) });
    await response.body?.cancel();
    if (!response.ok) log.warn('bot.buttons-kept', { code: `HTTP_${response.status}` });
  } catch {
    log.warn('bot.buttons-kept', { code: 'NETWORK' });
  }
}

function isSlacks(text: string, authenticated: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'https:' && hosts.has(hostname)) || (!authenticated && isLoopback(hostname));
}
