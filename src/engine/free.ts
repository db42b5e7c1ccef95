import { quietUntil } from '../domain/local-time.ts';
import { handOffOf, hasOpenAlert } from '../domain/partner.ts';
import type { Conversation } from './turn.ts';

/** Whether nothing of their own stands against it that the coach begins something: crisis, STOP, a counselor. */
export const isFree = ({ partner }: Conversation): boolean =>
  !partner.optedOut && !partner.frozen && !hasOpenAlert(partner) && handOffOf(partner) === 'bot';

/** Whether it is a quiet hour of this partner's own. */
export const isQuiet = ({ partner, turn }: Conversation): boolean =>
  quietUntil(turn.at, partner.quietHours, partner.zone) !== null;
