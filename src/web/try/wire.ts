import type { Ending } from '../../domain/alert.ts';
import type { ChannelName } from '../../domain/channel.ts';
import type { Lane } from '../../domain/frame.ts';
import type { Language } from '../../domain/language.ts';
import type { QuietHours } from '../../domain/local-time.ts';
import type { Mood, Watch } from '../../domain/outside.ts';
import type { AlertStatus } from '../../domain/partner.ts';
import type { Category, Family, Level, Match } from '../../domain/screening.ts';
import type { AlertView, RequestView } from '../shared/case/views.ts';
import type { Instant } from '../shared/time.ts';

/** The domain's words that the page shows. */
export type { AlertStatus, Category, Ending, Family, Instant, Lane, Language, Level };

/** A Direct Line activity as the try page reads it. */
export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly from: { readonly id: string; readonly name?: string };
  readonly text: string;
  readonly suggestedActions?: { readonly actions: readonly Action[] };
  readonly channelData?: {
    readonly clientActivityID?: string | null;
    readonly lane?: Lane;
    readonly counselor?: string | null;
    readonly language?: Language;
    /** The numbers in the text that call a crisis line. */
    readonly calls?: readonly string[];
    /** What it says on other channels. */
    readonly looks?: Readonly<Partial<Record<ChannelName, string>>>;
    /** The words of the picture in `attachments`. */
    readonly picture?: string;
  };
  /** Pictures, in the message itself; a file by its link. */
  readonly attachments?: readonly { readonly contentType: string; readonly contentUrl: string }[];
}

/** One button of a question. */
export interface Action {
  readonly type: string;
  readonly title: string;
  readonly value: Tapped;
}

/** `emergency` is a number or a name, `suicideLine` a sentence's beginning, `calls` the numbers of all lines. */
export interface CallLines {
  readonly emergency: string;
  readonly suicideLine: string;
  readonly calls: readonly string[];
}

/** What a tap brings beside its words; an object names the question it belongs to. */
export type Tapped = string | { readonly say: string; readonly question: string };

/** An exercise as it stands on one phone: `place` is the state of its machine, `until` when the step ends by itself. */
export interface RunningView {
  readonly exercise: string;
  readonly place: string;
  readonly part: 'answers' | 'waits' | 'apart';
  readonly until: Instant | null;
}

/** A partner as the page names them. */
export interface PartnerView {
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  readonly channel: ChannelName;
  readonly quietHours: QuietHours;
  /** The watermark of the chat where the rehearsal began. */
  readonly since: string;
  /** What runs for them; null where nothing does. */
  readonly running: RunningView | null;
  /** What to call, as the crisis lines of the partner's country say it. */
  readonly lines: Readonly<Record<Language, CallLines>>;
}

/** One rule that heard something in a message, and the words that it heard. */
export interface HeardView {
  readonly rule: string;
  readonly category: Category;
  readonly level: Level;
  readonly language: Language;
  readonly words: string;
  /** Why the level is lower than the rule's own, where it is. */
  readonly downgraded?: NonNullable<Match['downgraded']>;
}

/** A message of a phone and why it was heard or got no answer, or what was not sent and why. `reason` is a code. */
export type TurnView =
  | {
      readonly what: 'message';
      readonly at: Instant;
      readonly text: string;
      readonly heard: readonly HeardView[];
      readonly reason: string | null;
    }
  | {
      readonly what: 'unsent';
      readonly at: Instant;
      readonly lane: Lane;
      readonly reason: string;
      readonly code?: string;
    };

/** What is explained of each phone, newest first. */
export interface Why {
  readonly phones: readonly { readonly user: string; readonly turns: readonly TurnView[] }[];
}

/** What a second opinion found about a partner: how negative messages were, 0 to 1, and which are to be watched. Oldest first. */
export interface MoodView {
  readonly name: string;
  readonly trend: readonly Mood[];
  readonly watches: readonly Watch[];
}

/** Everything of the rehearsal but the chats. */
export interface Stage {
  readonly now: Instant;
  readonly zone: string;
  readonly nextDue: Instant | null;
  readonly partners: readonly PartnerView[];
  readonly alerts: readonly AlertView[];
  readonly requests?: readonly RequestView[];
  readonly moods?: readonly MoodView[];
  readonly counselor: string;
  readonly supervisor: string;
}
