import type { Accounts } from '../aggregates/account.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Requests } from '../aggregates/request.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Vault } from '../aggregates/vault.ts';
import type { Auditing } from '../audit/verify.ts';
import type { Coach } from '../coach.ts';
import type { Deps } from '../deps.ts';
import type { RosterService } from '../roster/roster.ts';
import type { History } from '../streams/history.ts';
import type { Subscribe } from '../streams/subscribe.ts';
import { type Cases, createCases } from './case.ts';
import { createChat } from './chat.ts';
import { createCursors } from './cursor.ts';
import { createListen, type Listen } from './events.ts';
import { createMe, type MeOf } from './me.ts';
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
  readonly people: ConsolePeople;
}

/** What of the app it stands on. */
export interface ConsoleParts {
  readonly accounts: Accounts;
  readonly alerts: Alerts;
  readonly requests: Requests;
  readonly couples: Pick<Couples, 'current'>;
  readonly roster: RosterService;
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
  const cursors = createCursors(store);
  const chat = createChat({ content, store }, history);
  const couple = async (id: string) => (await couples.current(id))?.state ?? null;
  return {
    ...{ accounts, readerOf, signIn: createSignIn(deps, accounts), meOf: createMe(deps, roster, readerOf) },
    queue: createQueue(deps, vault, roster, cursors),
    cases: createCases(deps, { ...parts, couple, chat, cursors }),
    people: createConsolePeople(accounts, roster),
    listen: createListen({
      ...{ store, subscribe, cursors, chat, couple },
      alert: async (id) => (await alerts.current(id))?.state ?? null,
      request: async (id) => (await requests.current(id))?.state ?? null,
    }),
  };
}
