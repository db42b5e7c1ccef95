/** A Slack app of the clinic's own, in one workspace. */
export interface SlackOptions {
  /** `COACH_SLACK_BOT_TOKEN` */
  readonly botToken: string;
  /** `COACH_SLACK_SIGNING_SECRET`: what Slack signs its posts with. */
  readonly signingSecret: string;
  /** `COACH_SLACK_TEAM_ID`: the workspace. Left out: the one that the token belongs to. */
  readonly teamId?: string;
  /** `COACH_SLACK_API_URL`: where the Web API is. Left out: Slack's own. */
  readonly apiUrl?: string;
}

/** What the app must be allowed to do, and no more: to write, and to be told what is written to it. */
export const slackScopes = ['chat:write', 'im:history', 'files:write'] as const;

/** What Slack tells the app of. */
export const slackEvents = ['app_home_opened', 'app_uninstalled', 'message.im', 'tokens_revoked'] as const;

/** Where Slack posts events and taps to. */
export const slackPaths = { events: '/api/slack/events', interactive: '/api/slack/interactive' } as const;
