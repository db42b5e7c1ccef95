import type { Alert, OnCall } from '../../domain/alert.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import type { Effect, PageEffect } from '../../domain/effect.ts';
import type { Lane } from '../../domain/frame.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { Level } from '../../domain/screening.ts';
import type { WayKind } from '../../domain/staff/person.ts';

/** What is true of every event. `id` is fresh and random; `at` is domain time, epoch ms. */
interface EventBase {
  readonly id: string;
  readonly at: number;
}

/** A couple asks for a human. */
export type PagedEvent = EventBase & { readonly type: 'page'; readonly page: PageEffect };

/** A counselor did something. */
export type ActEvent = EventBase & CounselorAct;

/** A provider says what became of a message to the partner of the case. */
export type DeliveryEvent = EventBase & {
  readonly type: 'delivery';
  readonly state: 'delivered' | 'undelivered';
  readonly lane: Lane;
  readonly code?: string;
};

/** One of the alert's timers is due. */
export type DueEvent = EventBase & { readonly type: 'timer'; readonly timer: string };

/** Whom a notice went to, how, and for which step. Never the address. `kind` is null for a way that is gone. */
interface NoticeTo {
  readonly level: Level;
  readonly step: OnCall;
  readonly person: string;
  readonly way: string;
  readonly kind: WayKind | null;
}

/** A person on call has the notice. `handle` names it for a later change, in its channel's own words. */
export type NotifiedEvent = EventBase & NoticeTo & { readonly type: 'notified'; readonly handle?: string };

/** A notice did not arrive; `code` says why. `update`: one that had arrived does not show what became of the case. */
export type NoticeFailedEvent = EventBase &
  NoticeTo & { readonly type: 'notice-failed'; readonly code: string; readonly update?: true };

/** Words that somebody on call wrote from a contact way: no act, and nobody's but the counselors'. `level` is what was heard in them. */
export type NoteEvent = EventBase & {
  readonly type: 'note';
  readonly by: string;
  readonly words: string;
  readonly level: Level;
};

/** Somebody opened the case: its chat, its sheet. `reason`: why, where it was not theirs to look at; null where it was. */
export type ViewedEvent = EventBase & {
  readonly type: 'viewed';
  readonly by: string;
  readonly reason: string | null;
};

/** An act that changed nothing: a button pressed twice, a notice that is over. `why` is a code; `by` is null for somebody unknown. */
export type RefusedEvent = EventBase & {
  readonly type: 'refused';
  readonly act: 'acknowledge' | 'claim';
  readonly why: string;
  readonly by: string | null;
};

/** What happens to an alert. */
export type AlertEvent =
  | PagedEvent
  | ActEvent
  | NotifiedEvent
  | NoticeFailedEvent
  | DeliveryEvent
  | NoteEvent
  | RefusedEvent
  | ViewedEvent
  | DueEvent;

/** The alert after an event, and what follows from it; or why the event was refused, and who holds the alert. */
export type AlertResult =
  | {
      readonly ok: true;
      readonly alert: Alert;
      readonly effects: readonly Effect[];
      readonly records: readonly TurnRecord[];
    }
  | {
      readonly ok: false;
      readonly code: RefusedAct;
      readonly holder: string | null;
    };

/** Why an act was refused. */
export type RefusedAct =
  | 'ALERT_CHANGED'
  | 'ALERT_HELD'
  | 'ALERT_NOT_OPEN'
  | 'CALL_UNASKED'
  | 'CLOSE_INCOMPLETE'
  | 'NOTHING_TO_SIGN'
  | 'OWN_CLOSE'
  | 'SUPERVISOR_ONLY'
  | 'TASK_OPEN'
  | 'TASK_UNKNOWN';
