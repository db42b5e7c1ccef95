import { stringify } from 'yaml';
import { slackEvents, slackPaths, slackScopes } from '../../adapters/slack/options.ts';
import { publicUrl } from './public-url.ts';
import type { Target } from './target.ts';

/** The manifest of the Slack app (https://docs.slack.dev/reference/app-manifest), with the addresses of this service. */
export const slackManifest: Target = {
  about: 'the manifest of a Slack app',
  file: 'side-by-side.slack.yaml',
  make: (config) => stringify(manifestOf(publicUrl(config))),
  next: 'At https://api.slack.com/apps choose "Create New App", "From a manifest", and paste it: docs/channels/slack.md.',
};

const manifestOf = (base: string): object => ({
  display_information: {
    name: 'Side by Side',
    description: 'An automated skills coach. Not an emergency service.',
    background_color: '#2f5d62',
  },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'Side by Side', always_online: true },
  },
  oauth_config: { scopes: { bot: [...slackScopes] } },
  settings: {
    event_subscriptions: { request_url: base + slackPaths.events, bot_events: [...slackEvents] },
    interactivity: { is_enabled: true, request_url: base + slackPaths.interactive },
    org_deploy_enabled: false,
    socket_mode_enabled: false,
    token_rotation_enabled: false,
  },
});
