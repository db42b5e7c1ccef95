import type { Config } from '../../config/config.ts';
import { type Finding, ok, warn } from './finding.ts';

/** Over which channels can a partner write? Pure. */
export function checkChannels({ bot, slack, twilio, directLine }: Config): Finding {
  const names = [
    ...(bot ? ['Bot Framework'] : []),
    ...(slack ? ['Slack'] : []),
    ...(twilio ? ['SMS by Twilio'] : []),
    ...(directLine ? ['Direct Line (this machine only)'] : []),
  ];
  return names.length > 0
    ? ok('channels', `${names.join(', ')}.`)
    : warn(
        'channels',
        'None is configured, so that nobody can write: set COACH_BOT_APP_ID or COACH_TWILIO_ACCOUNT_SID, or COACH_DIRECT_LINE=on.',
      );
}
