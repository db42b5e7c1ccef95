import type { Ended } from '../domain/partner.ts';
import type { ContactWay, Person, WayKind } from '../domain/staff/person.ts';
import type { Drill } from '../domain/staff/roster.ts';

/** Somebody who can be called, and the way that is spoken of. */
export interface OnCallWay {
  readonly person: Person;
  readonly way: ContactWay;
}

/** What a code that came back came to. `over`: it was too old, or was tried too often, or none was sent. */
export type CodeAnswer = 'works' | 'wrong' | 'over';

/** The people on call, as far as what comes from them, and what is sent to them, needs it. */
export interface Staff {
  /** Whose way an address is, one that has ended or is not yet verified too; null where it is nobody's. */
  whoseWay(kind: WayKind, address: string): Promise<OnCallWay | null>;
  /** One way of a person; null where it is there no more. */
  wayOf(person: string, way: string): Promise<OnCallWay | null>;
  /** A code of six digits came from a way. */
  codeReturned(to: OnCallWay, code: string): Promise<CodeAnswer>;
  /** A way can be written to first, by this reference. */
  reached(to: OnCallWay, reference: string): Promise<void>;
  /** A way takes nothing more: whoever leads is told, and the rota shows it. */
  endWay(to: OnCallWay, ended: Ended): Promise<void>;
  /** The drill that nobody has answered yet; null for none. */
  openDrill(): Promise<Drill | null>;
  /** A person answered the drill; false where it is over. */
  answerDrill(drill: string, person: string): Promise<boolean>;
  /** Something was asked for that belongs to no case and was not done: a line in the roster's audit. `why` is a code. */
  refused(person: string | null, why: string): Promise<void>;
}

/** Nobody can be called: a rehearsal. */
export const noStaff: Staff = {
  whoseWay: async () => null,
  wayOf: async () => null,
  codeReturned: async () => 'over',
  reached: async () => {},
  endWay: async () => {},
  openDrill: async () => null,
  answerDrill: async () => false,
  refused: async () => {},
};
