import type { ChannelName } from '../../domain/channel.ts';
import type { Couple } from '../../domain/couple.ts';
import type { DetoxDate } from '../../domain/detox.ts';
import type { Language } from '../../domain/language.ts';
import type { QuietHours } from '../../domain/local-time.ts';

/** Who is to be enrolled, as a counselor gives it. */
export type PartnerSpec = PersonSpec & (ReachedSpec | InvitedSpec);

interface PersonSpec {
  readonly name: string;
  readonly language: Language;
  readonly zone: string;
  readonly country?: string;
  readonly privatePhone?: boolean;
  readonly quietHours?: QuietHours;
  /** Local time of the daily check-in; null for none. */
  readonly checkIn: string | null;
  /** When the detox of this partner ended; left out where it is not known. */
  readonly detox?: DetoxDate;
}

/** A partner whose address is known, and whose consent the counselor has. */
export interface ReachedSpec {
  readonly channel: ChannelName;
  readonly address: string;
}

/** A partner who joins by a code, one per channel, and is asked for consent then. */
interface InvitedSpec {
  readonly invites: readonly ChannelName[];
}

export interface CoupleSpec {
  readonly caseCode: string;
  readonly relationship: Couple['shared']['relationship'];
  readonly a: PartnerSpec;
  readonly b: PartnerSpec | null;
  /** Whether what is for two is planned for them: `on`, or the seed of a rehearsed plan. None where it is left out. */
  readonly plan?: string;
}
