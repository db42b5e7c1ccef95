import type { ChannelName } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { lacksWhileLive } from '../../domain/staff/readiness.ts';
import { findAddress } from '../../domain/staff/roster.ts';
import type { Deps } from '../deps.ts';
import { wayOn } from '../notices/way-traits.ts';
import type { RosterService } from './roster.ts';

/** What the roster says to whoever is new. */
export interface Gate {
  /** Lets somebody new in. @throws CoachError `NOT_LIVE`, `ENROLMENT_BLOCKED` (`details.reasons`). */
  mayEnrol(): Promise<void>;
  /** Whether those who were invited may join. */
  mayJoin(): Promise<boolean>;
  /** Whether an address is a contact way of somebody on call, whatever has become of it. */
  isStaff(channel: ChannelName, address: string): Promise<boolean>;
}

/**
 * Before the clinic has gone live nobody is enrolled and nobody joins, where it must go live at all; afterwards nobody is enrolled
 * while somebody in danger might find nobody. It never keeps anybody from being heard.
 */
export function createGate(
  { clock, mustGoLive = false }: Pick<Deps, 'clock' | 'mustGoLive'>,
  { roster, newest }: Pick<RosterService, 'roster' | 'newest'>,
): Gate {
  return {
    async mayEnrol() {
      const now = await roster();
      if (now.liveAt === null) {
        if (mustGoLive)
          throw new CoachError(
            'NOT_LIVE',
            'The clinic has not gone live: "coach go-live" says what is to be done first.',
          );
        return;
      }
      const reasons = lacksWhileLive(now, clock.now()).map(({ code }) => code);
      if (reasons.length === 0) return;
      const message = `Somebody new might find nobody (${reasons.join(', ')}): "coach go-live --check" says what to do.`;
      throw new CoachError('ENROLMENT_BLOCKED', message, { reasons: reasons.join(' ') });
    },
    mayJoin: async () => !mustGoLive || (await roster()).liveAt !== null,
    async isStaff(channel, address) {
      const kind = wayOn[channel];
      return kind !== null && findAddress(await newest(), kind, address) !== null;
    },
  };
}
