import type { AlertPage, Ending, Task } from '../alert.ts';
import type { AuditActor, AuditEvent } from '../audit.ts';
import type { ChannelName } from '../channel.ts';
import type { KeptSheet } from '../contact-sheet.ts';
import type { UnsignedAct } from '../counselor-act.ts';
import type { Json, Lane } from '../frame.ts';
import type { Language } from '../language.ts';
import type { HandOff, Side } from '../partner.ts';
import type { Category, Level, Match } from '../screening.ts';
import type { QueueItem, RequestItem } from './queue.ts';

/** A rule that heard something in a message, and the words that it heard. Words are a partner's: shown as text, never as markup. */
export interface HeardView {
  readonly rule: string;
  readonly category: Category;
  readonly level: Level;
  readonly language: Language;
  readonly words: string;
  /** [start, end) in the message's text. */
  readonly span: readonly [number, number];
  readonly downgraded?: NonNullable<Match['downgraded']>;
  readonly neither?: NonNullable<Match['neither']>;
}

/** One thing in the chat, or beside it. `id` is unique in the chat and in order: `SEQ.N`. */
export type ChatEntry = { readonly id: string; readonly at: number } & (
  | {
      readonly who: 'partner';
      readonly text: string;
      readonly heard: readonly HeardView[];
      /** Why it got no answer, where it got none. */
      readonly silence: string | null;
    }
  /** What the coach said, in both languages; `said` is the one that the partner got. */
  | {
      readonly who: 'coach';
      readonly key: string;
      readonly text: Readonly<Record<Language, string>>;
      readonly said: Language;
    }
  | { readonly who: 'counselor'; readonly by: string; readonly text: string }
  /** For counselors alone. */
  | { readonly who: 'note'; readonly by: string; readonly text: string }
  /** What became of a message: `delivered`, `undelivered`, `withheld`, `failed`… `code` says why. */
  | { readonly who: 'channel'; readonly what: string; readonly lane: Lane | null; readonly code: string | null }
);

/** What the partner answered to the questions of a crisis: `yes`, `no`, `unsure` by name, as known now. */
export interface ScreenerAnswer {
  readonly name: string;
  readonly value: string;
  readonly at: number | null;
}

/** An entry of the case's audit. `facts` is null where their key was destroyed. */
export interface TimelineEntry {
  readonly n: number;
  readonly at: number;
  readonly event: AuditEvent | (string & {});
  readonly by: AuditActor;
  readonly facts: Readonly<Record<string, Json>> | null;
}

/** The partner of the case, as a counselor has to know them; nothing of the other one. */
export interface CasePartner {
  readonly couple: string;
  readonly side: Side;
  readonly name: string;
  readonly language: Language;
  readonly zone: string;
  /** `HH:MM` on their clock now. */
  readonly localTime: string;
  readonly channels: readonly ChannelName[];
  readonly reachable: boolean;
  readonly optedOut: boolean;
  readonly privatePhone: boolean;
  readonly handOff: HandOff;
  readonly consent: 'awaited' | 'given' | 'declined' | 'minor' | 'over';
}

/** A page of the alert: why a human was called. `rules` are told with their words in the chat entry of that instant. */
export type Why = AlertPage;

/** What the alert page and the request's page share. */
interface CaseBase {
  readonly partner: CasePartner;
  /** The newest turns, oldest first. `earlier` is what `GET …/:id/chat?before=` takes; null where there is nothing before. */
  readonly chat: readonly ChatEntry[];
  readonly earlier: number | null;
  readonly sheet: { readonly kept: KeptSheet | null; readonly partner: readonly string[] };
  readonly timeline: readonly TimelineEntry[];
  /** The acts that this reader may do now. What is refused all the same is told by its code. */
  readonly mayDo: readonly UnsignedAct['type'][];
  /** What is open of the same partner beside this. */
  readonly beside: readonly Pick<QueueItem, 'id' | 'level' | 'family' | 'status' | 'holder'>[];
  readonly now: number;
  /** Where the events begin that this page does not show yet: for `GET /console/api/events?case=ID&after=…`. */
  readonly cursor: string;
}

/** `GET /console/api/alerts/:id`. */
export interface CasePage extends CaseBase {
  readonly kind: 'alert';
  readonly alert: QueueItem & {
    readonly occurrence: number;
    readonly acknowledgedAt: number | null;
    /** Four digits by which a text names it. */
    readonly code: string | null;
    readonly ending: Ending | null;
    readonly followUpDue: number | null;
  };
  readonly why: readonly Why[];
  /** Which rules this build hears by. */
  readonly rulesVersion: string;
  readonly screener: readonly ScreenerAnswer[];
  readonly tasks: readonly Task[];
}

/** `GET /console/api/requests/:id`. */
export interface RequestCase extends CaseBase {
  readonly kind: 'request';
  readonly request: RequestItem & { readonly occurrence: number; readonly ending: Ending | null };
}

/** `POST /console/api/alerts/:id/acts` and `…/requests/:id/acts`: the one shape of acts that stands (`act-input.ts`), with its type. */
export type ActBody = UnsignedAct;

/** What an act gives back: the case as the queue shows it after it. */
export type AfterAct =
  | { readonly kind: 'alert'; readonly item: QueueItem }
  | { readonly kind: 'request'; readonly item: RequestItem };

/** `GET /console/api/alerts/:id/chat?before=…`, and of a request. */
export interface ChatPage {
  readonly chat: readonly ChatEntry[];
  readonly earlier: number | null;
}
