import { azureTemplate } from './azure.ts';
import { slackManifest } from './slack.ts';
import type { Target } from './target.ts';
import { teamsApp } from './teams.ts';

/** Every target of `coach package`, by its name. */
export const targets: Readonly<Record<string, Target>> = {
  teams: teamsApp,
  slack: slackManifest,
  azure: azureTemplate,
};
