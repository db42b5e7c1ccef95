import type { OnCall, PageReason, Task } from './alert.ts';
import type { CoachFile } from './file.ts';
import type { Lane } from './frame.ts';
import type { Language } from './language.ts';
import type { Address, AlertStatus, Recipient, Side } from './partner.ts';
import type { RequestReason } from './request.ts';
import type { About, Category, Family, Level } from './screening.ts';
import type { WayKind } from './staff/person.ts';
import type { Drill } from './staff/roster.ts';
import type { Duty } from './staff/rota.ts';
import type { Answers } from './staffed.ts';

/** Something the core decided and the shell carries out. Ids are unique and stable over retries. */
export type Effect =
  | SendEffect
  | PageEffect
  | RequestEffect
  | NotifyEffect
  | InformEffect
  | TellEffect
  | TransferEffect
  | AskEffect;

interface EffectBase {
  readonly id: string;
  readonly to: Recipient;
  readonly lane: Lane;
}

/** A message to a partner: a content key to render, or a counselor's own words. */
export interface SendEffect extends EffectBase {
  readonly type: 'send';
  readonly to: Side;
  readonly say: Say | CounselorWords;
  /** Domain time after which it is no longer wanted: a nudge, a quiet question. */
  readonly expiresAt?: number;
  /** Said for STOP, START or HELP: goes out even to a partner who opted out. */
  readonly carrier?: boolean;
  /** An address that it did not arrive at: it goes to another, or nowhere. */
  readonly avoid?: Pick<Address, 'channel' | 'id'>;
  /** The couple wants to hear that it went out. */
  readonly counted?: true;
  /** Set where the record could not be opened: where to, and in which language. */
  readonly direct?: { readonly address: Address; readonly language: Language | null };
}

export interface Say {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The language it is said in, whoever reads it: the one its writer approved it in. */
  readonly language?: Language;
  /** Which asking of a question this is: its buttons carry it. */
  readonly question?: string;
  /** The file that its `<file>` mark leads to. */
  readonly file?: CoachFile;
  /** The options of it that are offered, in their order; all of them where it is left out. */
  readonly offered?: readonly string[];
}

/** What a text is given where nobody can be called: it then leaves out that somebody was told. */
export const unreachedParams = { reached: 'no' } as const;

export interface CounselorWords {
  readonly counselor: string;
  readonly words: string;
}

/** From a couple to its alert: a human is needed. */
export interface PageEffect extends EffectBase {
  readonly type: 'page';
  readonly to: 'system';
  readonly side: Side;
  readonly level: Level;
  readonly category: Category;
  readonly also: readonly Category[];
  readonly about: About;
  readonly reason: PageReason;
  readonly at: number;
  /** The ids of the screening rules that heard something, bounded. */
  readonly rules?: readonly string[];
  /** What it asks a human to do beside looking. */
  readonly task?: Pick<Task, 'kind' | 'code'>;
}

/**
 * From a couple to a partner's request: a person is asked for, or not wanted any more, or the partner `wrote` to the counselor
 * who answers; `undelivered`: the counselor's words reached nobody. No crisis.
 */
export interface RequestEffect extends EffectBase {
  readonly type: 'request';
  readonly to: 'system';
  readonly lane: 'counselor';
  readonly side: Side;
  readonly what: 'asked' | 'taken-back' | 'wrote' | 'undelivered';
  readonly reason: RequestReason;
  readonly at: number;
}

/** From an alert, or a request, to a person on call. Carries no name, quote, substance, number or address. */
export interface NotifyEffect extends EffectBase {
  readonly type: 'notify';
  readonly to: 'system';
  readonly notice: Notice;
  /** The person, and the way of theirs. Where they are left out, the first that is reached of those whom the step calls. */
  readonly person?: string;
  readonly way?: string;
  /** A notice that was sent before, in its channel's own words: it shows what became of the case. */
  readonly update?: string;
}

/** From the roster to somebody who can be called: a drill, news of the rota, an answer to what they wrote. Of no partner. */
export interface InformEffect extends EffectBase {
  readonly type: 'inform';
  readonly to: 'system';
  readonly person: string;
  /** The way; where it is left out, each that works in turn, until one takes it. */
  readonly way?: string;
  readonly about: RosterNotice;
}

/** What the roster has to say. `why` is a code. */
export type RosterNotice =
  | { readonly kind: 'drill'; readonly drill: Pick<Drill, 'id' | 'at'> }
  | { readonly kind: 'drill-missed'; readonly drill: Pick<Drill, 'id' | 'at'> }
  | { readonly kind: 'rota-gap'; readonly duty: Duty; readonly from: number; readonly until: number }
  | { readonly kind: 'way-ended'; readonly name: string; readonly way: WayKind; readonly why: string }
  /** What an act, or words, of theirs came to: one line. */
  | { readonly kind: 'answer'; readonly say: Say };

export interface Notice {
  /** What calls: an alert where it is left out. */
  readonly kind?: 'alert' | 'request';
  /** The id of the alert, or of the request. */
  readonly alert: string;
  readonly caseCode: string;
  readonly level: Level;
  readonly raisedAt: number;
  /** Whom this step of the ladder calls. */
  readonly step: OnCall;
  /** It is about a task that nobody has done, on a case that may be claimed or closed. */
  readonly task?: true;
}

/** From an alert or a request to its couple: what became of it, or what the counselor wrote. */
export interface TellEffect extends EffectBase {
  readonly type: 'tell';
  readonly to: 'system';
  readonly couple: string;
  readonly side: Side;
  readonly told: AlertUpdate | RequestUpdate;
}

/** A partner's words to a language service: at most once, and only where they may leave when it is its turn. */
export interface AskEffect extends EffectBase {
  readonly type: 'ask';
  readonly to: Side;
  readonly lane: 'language';
  readonly text: string;
  readonly written: Written;
  /** The message is long enough to tell a language by. */
  readonly guess: boolean;
}

/** A message that a language service is asked about: when it came, and what a rule of ours heard in it at `watch`. */
export interface Written {
  readonly at: number;
  readonly watch: { readonly category: Category; readonly about: About } | null;
}

/** From a couple to another, or to itself: an address that one partner had is somebody else's from now on. */
export interface TransferEffect extends EffectBase {
  readonly type: 'transfer';
  readonly to: 'system';
  readonly couple: string;
  readonly side: Side;
  readonly address: Pick<Address, 'channel' | 'id'>;
}

/** What an alert has for its couple. */
export interface AlertUpdate {
  readonly family: Family;
  readonly version: number;
  readonly status: AlertStatus;
  readonly level: Level;
  readonly holder: string | null;
  /** When the alert's newest page was made, domain time. */
  readonly pagedAt: number;
  /** A danger to life leads the alert: what is said of it is not silenced by violence that was heard less severe. */
  readonly lifeLeads?: true;
  /**
   * What happened: the alert's own event, or words for the partner. `waiting`: nobody has claimed it so far. `unanswered`: the
   * counselor in the chat has not answered, and the coach goes on. `reassigned`: another person is to claim it.
   */
  readonly what:
    | 'raised'
    | 'claimed'
    | 'taken-over'
    | 'released'
    | 'handed-back'
    | 'closed'
    | 'words'
    | 'waiting'
    | 'unanswered'
    | 'reassigned';
  readonly words?: string;
  /** When a person answers what can wait for the day. */
  readonly answers?: Answers;
}

/** What a request has for its couple. */
export interface RequestUpdate {
  readonly of: 'request';
  readonly version: number;
  readonly status: AlertStatus;
  /** When the partner last asked, domain time. */
  readonly askedAt: number;
  readonly holder: string | null;
  readonly what: 'claimed' | 'taken-over' | 'released' | 'handed-back' | 'closed' | 'taken-back' | 'words';
  readonly words?: string;
  /** When a person answers, where it waits again. */
  readonly answers?: Answers;
}
