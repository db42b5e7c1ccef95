import type { RehearsedPerson } from '../../adapters/rehearsal/on-call.ts';
import type { OnCall, TaskKind } from '../../domain/alert.ts';
import type { ChannelName } from '../../domain/channel.ts';
import type { TaskOutcome, UnsignedAct } from '../../domain/counselor-act.ts';
import type { Shared } from '../../domain/couple.ts';
import type { UnsignedCoupleAct } from '../../domain/couple-act.ts';
import type { Language } from '../../domain/language.ts';
import type { Category, Level } from '../../domain/screening.ts';
import type { WayKind } from '../../domain/staff/person.ts';

/** A test conversation as read from its file. Each choice of alternatives is a run of its own. */
export interface Script {
  readonly file: string;
  readonly header: Header;
  readonly runs: readonly Run[];
}

/** One way through a script. `chosen` names the alternatives it took, such as `line 8: Hard`. */
export interface Run {
  readonly file: string;
  readonly header: Header;
  readonly chosen: readonly string[];
  readonly lines: readonly Line[];
}

/** What the `couple:` line says, with its defaults filled in. */
export interface Header {
  readonly partners: readonly [ScriptPartner, ScriptPartner];
  /** The couple's zone: all times of the script are read in it. */
  readonly zone: string;
  readonly relationship: Shared['relationship'];
  /** `open`: a message that no line expects is passed over. `closed`: it fails the run. */
  readonly mode: 'closed' | 'open';
  /** The seed of their plan; null where nothing is planned for them. */
  readonly plan: string | null;
  /** Nobody is on the other side: the second partner is a name and nothing else. */
  readonly alone: boolean;
  /** Days of the clinic's own to note in a partner's count. */
  readonly days: readonly number[];
  /** A language service gives a second opinion, to partners who agree to it. */
  readonly outside: boolean;
}

export interface ScriptPartner {
  readonly name: string;
  readonly channel: ChannelName;
  /** A second channel on which the partner is reached, joined before the script starts; null for none. */
  readonly also: ChannelName | null;
  readonly language: Language;
  readonly zone: string;
  readonly country: string;
  readonly privatePhone: boolean;
  /** Local `HH:MM` of the daily check-in; null for none. */
  readonly checkIn: string | null;
  /** When the partner's detox ended, `YYYY-MM-DD`; null where it is not known. */
  readonly detox: string | null;
  /** Whether the partner is enrolled and has consented when the script starts. */
  readonly enrolled: boolean;
}

/** Whom the notices of a request for a person call. */
export const requestCalls = ['nobody', 'primary', 'lead'] as const;
export type Called = (typeof requestCalls)[number];

/** What a message must look like: a text or a content key with `*` for anything, and its buttons where given. */
export interface Pattern {
  readonly by: 'text' | 'key';
  readonly glob: string;
  /** Null: buttons do not matter. */
  readonly buttons: readonly string[] | null;
}

/** What a counselor, or a supervisor, does in a script; the runner's world knows on which alert. `done`: the newest open task is. */
export type ScriptedAct =
  | Exclude<UnsignedAct, { type: 'say' | 'task-done' }>
  | { readonly type: 'done'; readonly outcome: TaskOutcome };

/** `nudge`: the lane of that name. `coach`: all the others to partners. `oncall`: notices to people on call. */
export type Voice = 'coach' | 'nudge' | 'oncall';

/** Who can be called from a line on. */
export interface OnCallRoster {
  readonly people: readonly RehearsedPerson[];
  readonly live: boolean;
}

/**
 * What becomes of messages: `fails` tells that the newest did not arrive; `down` and `blocked` are how each one ends from
 * now on, for a while or for good, until it `works`.
 */
export type Delivery =
  | { readonly type: 'fails' | 'down' | 'blocked'; readonly code: string }
  | { readonly type: 'works' };

/** What becomes of notices by a way from now on: they fail for a while, or the way is dead, until it `works`. */
export type NoticeDelivery = { readonly type: 'fails' | 'blocked'; readonly code: string } | { readonly type: 'works' };

/** What the language service says next: how negative the partner's words are, or how it fails. */
export type Opinion = { readonly name: string; readonly negative: number } | { readonly code: string };

/** What a line does or expects, without its place. */
export type Step =
  | { readonly type: 'at'; readonly instant: number }
  | { readonly type: 'says'; readonly name: string; readonly text: string }
  | { readonly type: 'counselor'; readonly act: ScriptedAct; readonly on: 'alert' | 'request' }
  | { readonly type: 'couple-act'; readonly act: UnsignedCoupleAct }
  | { readonly type: 'counselor-says'; readonly name: string; readonly words: string }
  | { readonly type: 'delivery'; readonly name: string; readonly what: Delivery }
  | { readonly type: 'language'; readonly opinion: Opinion }
  | { readonly type: 'restart' }
  | { readonly type: 'on-call'; readonly roster: OnCallRoster }
  | { readonly type: 'on-call-says'; readonly name: string; readonly way: WayKind; readonly text: string }
  | { readonly type: 'on-call-delivery'; readonly name: string; readonly way: WayKind; readonly what: NoticeDelivery }
  | {
      readonly type: 'hears';
      readonly voice: Voice;
      readonly name: string;
      readonly what: Pattern;
      readonly loose: boolean;
    }
  | { readonly type: 'silence'; readonly voice: Voice; readonly name: string }
  | { readonly type: 'never'; readonly name: string; readonly what: Pattern }
  | ({ readonly type: 'alert' } & ExpectedAlert)
  | { readonly type: 'no-alert' }
  | { readonly type: 'request'; readonly name: string; readonly within: number | null }
  | { readonly type: 'request-calls'; readonly name: string; readonly who: Called }
  | { readonly type: 'no-request' }
  | { readonly type: 'task'; readonly kind: TaskKind; readonly name: string }
  | { readonly type: 'no-task' }
  | { readonly type: 'called'; readonly steps: readonly OnCall[] }
  | { readonly type: 'fact'; readonly name: string; readonly fact: string; readonly value: Pattern | null };

export interface ExpectedAlert {
  readonly name: string;
  readonly levels: readonly Level[];
  readonly categories: readonly Category[];
  /** In ms. */
  readonly within: number | null;
}

/** A step and its place. `source` is the line as written, without its comment. */
export type Line = Step & { readonly number: number; readonly source: string };
