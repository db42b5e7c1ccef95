import type { Effect, Say } from '../../domain/effect.ts';
import type { QuietHours } from '../../domain/local-time.ts';
import type { Ended } from '../../domain/partner.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { ContactWay, Person } from '../../domain/staff/person.ts';
import type { DrillWeek, Roster } from '../../domain/staff/roster.ts';
import type { Override, Shift } from '../../domain/staff/rota.ts';

/** What is true of every event. `id` is fresh and random; `at` is domain time, epoch ms. */
interface EventBase {
  readonly id: string;
  readonly at: number;
}

/** A person as they are written down; their ways come one by one. */
export type PersonDraft = Omit<Person, 'ways' | 'quietHours'> & { readonly quietHours: QuietHours | null };
/** A way as it is written down: it counts once a code has come back. */
export type WayDraft = Pick<ContactWay, 'id' | 'kind' | 'address' | 'after' | 'reference'>;

/** One way of one person. */
interface OfWay {
  readonly person: string;
  readonly way: string;
}

/** What whoever runs the service does with the roster. */
export type RosterAct =
  | { readonly type: 'person-set'; readonly person: PersonDraft }
  | { readonly type: 'person-removed'; readonly person: string }
  | { readonly type: 'way-added'; readonly person: string; readonly way: WayDraft }
  | ({ readonly type: 'way-removed' } & OfWay)
  /** `digest` is the keyed digest of a code that is on its way; `until`: how long it holds. */
  | ({ readonly type: 'code-issued'; readonly digest: string; readonly until: number } & OfWay)
  | ({ readonly type: 'code-typed'; readonly digest: string } & OfWay)
  | ({ readonly type: 'way-tried'; readonly outcome: string } & OfWay)
  | { readonly type: 'week-set'; readonly weekly: readonly Shift[] }
  | { readonly type: 'override-set'; readonly override: Override }
  | { readonly type: 'override-removed'; readonly override: string }
  | { readonly type: 'drill-week-set'; readonly drillWeek: DrillWeek }
  | { readonly type: 'drill-started' }
  | { readonly type: 'live' };

/** An act, and who did it: the name that whoever did it goes by. */
export type RosterActEvent = EventBase & RosterAct & { readonly by: string };

/** What comes from ways, from what was sent to them, and from the clock. */
export type RosterNews =
  | ({ readonly type: 'code-came'; readonly digest: string } & OfWay)
  /** How a way can be written to first is known, or has changed. */
  | ({ readonly type: 'way-reached'; readonly reference: string } & OfWay)
  | ({ readonly type: 'way-ended'; readonly ended: Ended } & OfWay)
  | { readonly type: 'drill-answered'; readonly drill: string; readonly person: string }
  /** A way has taken what the roster had to say, or has not: then `code` says why. `drill`: it was a drill's. */
  | ({ readonly type: 'told'; readonly drill?: string; readonly code?: string } & OfWay)
  /** What somebody wrote from a way came to this line, which goes back there. */
  | ({ readonly type: 'answered'; readonly say: Say } & OfWay)
  /** Somebody asked for what belongs to no case, and it was not done. `why` is a code. */
  | { readonly type: 'refused'; readonly person: string | null; readonly why: string }
  | { readonly type: 'timer'; readonly timer: string };

export type RosterEvent = RosterActEvent | (EventBase & RosterNews);

/** Why an act was refused. */
export type RosterRefusal =
  | 'PERSON_UNKNOWN'
  | 'WAY_UNKNOWN'
  | 'WAY_TAKEN'
  | 'SHIFT_UNKNOWN'
  | 'CODE_WRONG'
  | 'CODE_OVER'
  | 'NOT_READY';

/** The roster after an event, and what follows from it; or why it was refused. */
export type RosterResult =
  | {
      readonly ok: true;
      readonly roster: Roster;
      readonly effects: readonly Effect[];
      readonly records: readonly TurnRecord[];
    }
  /** A refused code was counted: its roster is to be kept too. */
  | {
      readonly ok: false;
      readonly code: RosterRefusal;
      readonly roster: Roster;
      readonly records: readonly TurnRecord[];
    };

/** What the roster's clocks need to know of the clinic: its zone. */
export interface RosterClinic {
  readonly zone: string;
}

/** What a step has made so far. */
export interface Stepped {
  readonly roster: Roster;
  readonly effects: readonly Effect[];
}
