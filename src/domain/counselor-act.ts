import type { StaffRole } from './staff/person.ts';

/** How a call ended. Only `reached` is contact. */
export const callResults = ['reached', 'no-answer', 'voicemail', 'wrong-person'] as const;
export type CallResult = (typeof callResults)[number];

/** Why a page was a false alarm. `other` is told in the note. */
export const falseAlarmReasons = ['figure-of-speech', 'past', 'somebody-else', 'misheard', 'test', 'other'] as const;
export type FalseAlarmReason = (typeof falseAlarmReasons)[number];

/** How a case can end, as a form offers it; an outcome in words is taken too. */
export const closeOutcomes = ['safe', 'plan', 'services', 'unreached'] as const;

/** How a task ended. `decided`: counselor and advocate decided that nothing more is done. */
export const taskOutcomes = ['reached', 'not-reached', 'decided', 'not-needed'] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

/** The version of the alert that the person looked at: nobody ends or signs what they have not read. */
interface Seen {
  readonly seen?: number;
}

/** What a counselor does with an alert, without who does it. Source: safety.md, "Alerts and counselors". */
export type UnsignedAct =
  /** `acknowledge` says that somebody looks, to people on call only; the clocks go on. `escalate` calls the next step now. */
  | { readonly type: 'acknowledge' | 'claim' | 'release' | 'hand-back' | 'escalate' }
  /** `from`: whom it is taken from, as seen; without it only what nobody else holds is taken over. */
  | { readonly type: 'take-over'; readonly from?: string }
  /** To a named person, who has to claim it. `from` as in `take-over`. */
  | { readonly type: 'reassign'; readonly person: string; readonly from?: string; readonly note?: string }
  | { readonly type: 'say'; readonly words: string }
  /** For counselors alone: it stands beside the chat, and no partner sees it. Anybody who may see the case writes one. */
  | { readonly type: 'add-note'; readonly words: string }
  /** Who was reached by phone. `asked`: the partner asked to be called; in a violence case nobody calls unasked. */
  | { readonly type: 'log-call'; readonly result: CallResult; readonly asked?: boolean; readonly note?: string }
  /** What counselor and advocate decided. */
  | { readonly type: 'log-decision'; readonly note: string }
  /** `outcome` is one of a form's, or words. `followUp` is a local date of the clinic, or null for none: it has no default. */
  | ({
      readonly type: 'close';
      readonly outcome: string;
      readonly followUp?: string | null;
      readonly note?: string;
    } & Seen)
  | ({ readonly type: 'false-alarm'; readonly reason: FalseAlarmReason; readonly note?: string } & Seen)
  /** A supervisor signs a closed emergency: the occurrence named, else the one that waits longest. */
  | ({ readonly type: 'co-sign'; readonly occurrence?: number } & Seen)
  /** `task` is the id of one of the alert's tasks. */
  | { readonly type: 'task-done'; readonly task: string; readonly outcome: TaskOutcome };

/** Who acts: their own name, and what they may do; a counselor where it is left out. */
export interface Actor {
  readonly by: string;
  readonly role?: StaffRole;
}

/** What a counselor does with an alert. */
export type CounselorAct = UnsignedAct & Actor;
