import type { KnownBlock } from '@slack/web-api';
import type { Block } from '../../domain/message.ts';
import type { Log } from '../../ports/log.ts';
import type { SlackClient } from './client.ts';
import { failureOf } from './outcome.ts';
import { sectionsOf } from './sections.ts';

/** What it says: texts for each language that is shown. */
export type Home = readonly (readonly (readonly Block[])[])[];

/** Shows the app's home to whoever opens it: what `textsFor` says for them, one language under the other. Never rejects. */
export const createHome =
  (client: Pick<SlackClient, 'publish'>, log: Log, textsFor: (user: string) => Home) =>
  (user: string): Promise<void> =>
    client
      .publish(user, { type: 'home', blocks: blocksOf(textsFor(user)) })
      .catch((error: unknown) => log.warn('slack.home-unshown', { code: failureOf(error, 'reply', 0, 0).code }));

const blocksOf = (languages: Home): KnownBlock[] =>
  languages.flatMap((texts, index) => [
    ...(index > 0 ? [{ type: 'divider' } as const] : []),
    ...texts.flatMap((text) => sectionsOf(text)),
  ]);
