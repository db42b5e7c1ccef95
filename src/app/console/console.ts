import type { Accounts } from '../aggregates/account.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Requests } from '../aggregates/request.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Vault } from '../aggregates/vault.ts';
import type { Auditing } from '../audit/verify.ts';
import type { Coach } from '../coach.ts';
import type { CoupleActs } from '../couples/couple-acts.ts';
import type { Deps } from '../deps.ts';
import type { ContactSheets } from '../enrolment/contact-sheets.ts';
import type { Enrolment } from '../enrolment/enrol.ts';
import type { OwnPart } from '../enrolment/own-part.ts';
import type { RosterActs } from '../roster/acts.ts';
import type { RosterService } from '../roster/roster.ts';
import type { History } from '../streams/history.ts';
import type { Subscribe } from '../streams/subscribe.ts';
import { type Cases, createCases } from './case.ts';
import { createChat } from './chat.ts';
import { type ConsoleCouples, createConsoleCouples } from './couples.ts';
import { createCursors } from './cursor.ts';
import { createListen, type Listen } from './events.ts';
import { createMe, type MeOf } from './me.ts';
import { type ConsoleOnCall, createConsoleOnCall } from './on-call.ts';
import { type ConsolePartners, createConsolePartners } from './partner.ts';
import { type ConsolePeople, createConsolePeople } from './people.ts';
import { createQueue, type Queue } from './queue.ts';
import { createReaderOf, type ReaderOf } from './reader.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

/** What the counselor's console is served from. Everything is read from the store, and nothing is kept here. */
export interface Console {
  readonly signIn: SignIn;
  readonly accounts: Accounts;
  readonly readerOf: ReaderOf;
  readonly meOf: MeOf;
  readonly queue: Queue;
  readonly cases: Cases;
  readonly listen: Listen;
  readonly couples: ConsoleCouples;
  readonly partners: ConsolePartners;
  readonly onCall: ConsoleOnCall;
  readonly people: ConsolePeople;
}

/** What of the app it stands on. */
export interface ConsoleParts {
  readonly accounts: Accounts;
  readonly alerts: Alerts;
  readonly requests: Requests;
  readonly acts: CoupleActs;
  readonly couples: Pick<Couples, 'current' | 'change'>;
  readonly roster: RosterService & RosterActs;
  readonly enrolment: Enrolment;
  readonly ownPart: OwnPart;
  readonly sheets: ContactSheets;
  readonly serial: Serial;
  readonly vault: Vault;
  readonly act: Coach['act'];
  readonly audit: Auditing['audit'];
  readonly history: History;
  readonly subscribe: Subscribe;
}

/** Over the app's own parts. */
export function createConsole(deps: Deps, parts: ConsoleParts): Console {
  const { accounts, alerts, requests, couples, roster, vault, history, subscribe } = parts;
  const { store, content } = deps;
  const readerOf = createReaderOf(deps, roster);
  const cursors = createCursors(store, deps.keys);
  const chat = createChat({ content, store }, history);
  const couple = async (id: string) => (await couples.current(id))?.state ?? null;
  const signIn = createSignIn(deps, accounts);
  return {
    ...{ accounts, readerOf, signIn, meOf: createMe(deps, roster, readerOf) },
    queue: createQueue(deps, vault, roster, cursors),
    cases: createCases(deps, { ...parts, couple, chat, cursors }),
    couples: createConsoleCouples(deps, parts),
    partners: createConsolePartners(deps, { ...parts, couple }),
    onCall: createConsoleOnCall(deps, roster),
    people: createConsolePeople(deps, accounts, roster, signIn),
    listen: createListen({
      ...{ store, subscribe, cursors, chat, couple },
      alert: async (id) => (await alerts.current(id))?.state ?? null,
      request: async (id) => (await requests.current(id))?.state ?? null,
    }),
  };
}
