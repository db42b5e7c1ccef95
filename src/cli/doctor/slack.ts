import type { Identity } from '../../adapters/slack/client.ts';
import { slackScopes } from '../../adapters/slack/options.ts';
import type { SlackConfig } from '../../config/config.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const name = 'slack';

/** What is to be done about each way in which Slack turns a token away. */
const turnedAway: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not know the token: copy the bot token again.',
  not_authed: 'Slack does not know the token: copy the bot token again.',
  token_revoked: 'The token is revoked: install the app again and set its new bot token.',
  token_expired: 'The token has expired: turn token rotation off, install the app again and set its new bot token.',
  account_inactive: 'The app was taken out of the workspace: install it again and set its new bot token.',
};

/** Does Slack take the token, is it of the right workspace, and may it do what it must? Asks Slack by `auth.test`. */
export async function checkSlack(config: SlackConfig): Promise<Finding> {
  const [{ createSlackClient }, { errorOf, failureOf }] = await Promise.all([
    import('../../adapters/slack/client.ts'),
    import('../../adapters/slack/outcome.ts'),
  ]);
  try {
    return judge(config, await createSlackClient(config).identity());
  } catch (error) {
    const said = turnedAway[errorOf(error) ?? ''];
    if (said !== undefined) return fail(name, said);
    const { code } = failureOf(error, 'reply', 0, 0);
    return warn(name, `Slack could not be asked (${code}): check the network and COACH_SLACK_API_URL.`);
  }
}

function judge({ teamId }: SlackConfig, { team, scopes }: Identity): Finding {
  const missing = slackScopes.filter((scope) => !scopes.includes(scope));
  if (teamId !== undefined && team !== teamId)
    return fail(name, 'The token belongs to another workspace than COACH_SLACK_TEAM_ID says.');
  if (missing.length > 0)
    return fail(name, `The app may not ${missing.join(', ')}: add these bot token scopes and install it again.`);
  return ok(name, 'Slack takes the token, and it may do what it must.');
}
