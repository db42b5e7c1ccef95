import type { Alert, OnCall } from '../../domain/alert.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import type { Effect, PageEffect } from '../../domain/effect.ts';
import type { Lane } from '../../domain/frame.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { Level } from '../../domain/screening.ts';

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

/** What happens to an alert. `notified`: a person on call has the notice. */
export type AlertEvent =
  | PagedEvent
  | ActEvent
  | (EventBase & { readonly type: 'notified'; readonly level: Level; readonly step: OnCall })
  | DeliveryEvent
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
