import type { SlackClient } from './client.ts';

/** Who an event is from: workspace and, in an Enterprise organisation, that. */
export interface Origin {
  readonly team?: string | null | undefined;
  readonly enterprise?: string | null | undefined;
}

/** How long a question for our own workspace waits before the next one, ms. */
const pause = 60_000;

/**
 * Whether posts come from our workspace: the one that is configured, else the token's own. Where nobody can say which that
 * is, Slack being away or the token revoked, the signature alone decides: it is the app's, and a message is not lost. Asks
 * Slack at most once a minute.
 */
export function createTeamCheck(configured: string | undefined, client: Pick<SlackClient, 'identity'>) {
  let asked = Number.NEGATIVE_INFINITY;
  let asking: Promise<Origin | null> | null = configured === undefined ? null : Promise.resolve({ team: configured });

  const ours = async (): Promise<Origin | null> => {
    if (asking === null && performance.now() - asked >= pause) {
      asked = performance.now();
      asking = client.identity().catch(() => {
        asking = null;
        return null;
      });
    }
    return asking;
  };

  return async function isOurs({ team, enterprise }: Origin): Promise<boolean> {
    const own = await ours();
    if (!own?.team) return true;
    if (team) return team === own.team;
    return Boolean(enterprise) && enterprise === own.enterprise;
  };
}
