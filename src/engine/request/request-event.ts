import type { CounselorAct } from '../../domain/counselor-act.ts';
import type { Effect, RequestEffect } from '../../domain/effect.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import type { NoticeFailedEvent, NotifiedEvent, RefusedEvent, ViewedEvent } from '../alert/alert-event.ts';

/** What is true of every event. `id` is fresh and random; `at` is domain time, epoch ms. */
interface EventBase {
  readonly id: string;
  readonly at: number;
}

/** A partner asks for a person, or takes that back. */
export type AskedEvent = EventBase & { readonly type: 'asked'; readonly asked: RequestEffect };

/** A counselor did something. */
export type RequestAct = EventBase & CounselorAct;

/** One of the request's timers is due. */
export type RequestDue = EventBase & { readonly type: 'timer'; readonly timer: string };

/** What happens to a request. What becomes of its notices is what becomes of an alert's. */
export type RequestEvent =
  | AskedEvent
  | RequestAct
  | RequestDue
  | NotifiedEvent
  | NoticeFailedEvent
  | RefusedEvent
  | ViewedEvent;

/** The request after an event, and what follows from it; or why the event was refused, and who holds the request. */
export type RequestResult =
  | {
      readonly ok: true;
      readonly request: CounselorRequest;
      readonly effects: readonly Effect[];
      readonly records: readonly TurnRecord[];
    }
  | {
      readonly ok: false;
      readonly code: 'ACT_NOT_HERE' | 'ALERT_CHANGED' | 'ALERT_HELD' | 'ALERT_NOT_OPEN';
      readonly holder: string | null;
    };
