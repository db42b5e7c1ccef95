import type { Content } from '../content/content.ts';
import type { ChannelName } from '../domain/channel.ts';
import type { NamedExercise } from '../domain/exercise.ts';
import type { WayKind } from '../domain/staff/person.ts';
import type { Engine } from '../engine/engine.ts';
import type { Limits } from '../engine/limits.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Credentials } from '../ports/credentials.ts';
import type { Keys } from '../ports/keys.ts';
import type { LanguageService } from '../ports/language.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import type { NoticeChannel } from '../ports/notices.ts';
import type { OnCallSource } from '../ports/on-call.ts';
import type { Spool } from '../ports/spool.ts';
import type { Staff } from '../ports/staff.ts';
import type { Store } from '../ports/store.ts';
import type { Steps } from '../safety/screen.ts';
import type { Health } from './health/health.ts';
import type { Paces } from './inbound/pacing.ts';

/** What an app is given: the people of the store are called, where it is given no others. */
export type Given = Omit<Deps, 'onCall'> & Partial<Pick<Deps, 'onCall'>>;

/** Everything the app is made of. Composed in src/service/service.ts. */
export interface Deps {
  readonly engine: Engine;
  readonly limits: Limits;
  /** Screens a text in steps. */
  readonly screen: (text: string) => Steps;
  readonly content: Content;
  readonly store: Store;
  readonly keys: Keys;
  readonly spool: Spool;
  readonly clock: Clock;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  /** Who can be called. */
  readonly onCall: OnCallSource;
  readonly log: Log;
  /** What is wrong just now. */
  readonly health: Health;
  /** A fresh random id. */
  readonly newId: () => string;
  /** Draws an invite code; from the machine's randomness where it is left out. */
  readonly drawCode?: () => string;
  /** Names this process in leases. */
  readonly worker: string;
  /** How fast senders may write; unlimited without it. */
  readonly paces?: Paces;
  /** Other channels whose wording goes along where a conversation is kept here; none without it. For rehearsals. */
  readonly looks?: readonly ChannelName[];
  /** Our own guess of a language, and a service elsewhere for a second opinion; none asks nobody. */
  readonly language?: { readonly local: LanguageService; readonly second: LanguageService };
  /** Counts what happens. */
  readonly meter?: Meter;
  /** The country of strangers, whose crisis lines are said. */
  readonly country: string;
  /** What comes from people on call; those of the store without it. */
  readonly staff?: Staff;
  /** The ways that notices go by; none that is not configured. */
  readonly notices?: ReadonlyMap<WayKind, NoticeChannel>;
  /** Where the internet reaches this service: a notice leads there. */
  readonly publicUrl?: string | null;
  /** Nobody is enrolled or joins before the clinic has gone live: production. Without it, only once it is live are things checked. */
  readonly mustGoLive?: boolean;
  /** Which screening rules this build hears by, as counselors are told. */
  readonly rulesVersion?: string;
  /** What each exercise says of itself, as counselors are told; none without it. */
  readonly exercises?: readonly NamedExercise[];
  /** What people show to sign in to the console; without it nobody can. */
  readonly credentials?: Credentials;
  /** The clinic's zone, whose hours a same-day alert waits for. */
  readonly zone: string;
}
