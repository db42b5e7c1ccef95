import { slackManifest } from './slack.ts';
import type { Target } from './target.ts';

/** Every target of `coach package`, by its name. */
export const targets: Readonly<Record<string, Target>> = { slack: slackManifest };
