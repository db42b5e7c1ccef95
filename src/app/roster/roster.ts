import { randomInt } from 'node:crypto';
import { CoachError } from '../../domain/errors.ts';
import type { PersonWay, Roster } from '../../domain/staff/roster.ts';
import { emptyRoster, findWay } from '../../domain/staff/roster.ts';
import type {
  RosterAct,
  RosterEvent,
  RosterNews,
  RosterRefusal,
  RosterResult,
} from '../../engine/roster/roster-event.ts';
import type { OnCallSource } from '../../ports/on-call.ts';
import { type Rosters, rosterId } from '../aggregates/roster.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';

/** How long what was read of a roster that others may write is believed, ms of real time. */
const believedMs = 1_000;
/** How long a code holds, ms. */
export const codeMs = 15 * 60_000;

type Named<Event> = Event extends unknown ? Omit<Event, 'id' | 'at'> : never;

/** Who can be called, and what is done with that. */
export interface RosterService {
  /** As it stands: from memory where nobody else writes, else not older than a second. Rejects with `STORE_UNAVAILABLE`. */
  roster(): Promise<Roster>;
  /** The same, never older than the call: for whoever must know what others wrote. */
  newest(): Promise<Roster>;
  /** Who can be called, for alerts: what this process last knew where the store cannot be read. */
  readonly onCall: OnCallSource;
  /** @throws CoachError by what is not there, or not right; the code says which. */
  act(act: RosterAct, by: string): Promise<Roster>;
  /** What comes from outside is never refused: gives what it came to. With a digest of where it came from it counts once. */
  note(news: RosterNews, from?: string): Promise<RosterResult>;
  /** A way has taken what the roster had to say; or not, with a code. */
  told(to: PersonWay, what: { readonly drill?: string; readonly code?: string }): Promise<void>;
  /** Draws a code for a way, and keeps its digest. Gives the code: it stands nowhere else. @throws CoachError `NOT_FOUND`. */
  issueCode(person: string, way: string, by: string): Promise<string>;
  /** The instant, domain time; and an id for something new. */
  now(): number;
  freshId(): string;
  /** The digest that a code of this way is compared by. */
  codeDigest(way: string, code: string): string;
}

/** The roster's service. */
export function createRosterService(
  { store, keys, clock, newId }: Pick<Deps, 'store' | 'keys' | 'clock' | 'newId'>,
  rosters: Rosters,
  serial: Serial,
): RosterService {
  let known: { readonly roster: Roster; readonly at: number } | null = null;

  async function read(): Promise<Roster> {
    const roster = (await rosters.current())?.state ?? emptyRoster;
    known = { roster, at: clock.real() };
    return roster;
  }

  async function roster(): Promise<Roster> {
    // A roster that is not there yet is not kept by the aggregates: it would be read for each message.
    const mine = rosters.inMemory() ?? known?.roster;
    const believed = store.sole || (known !== null && clock.real() - known.at < believedMs);
    return mine && believed ? mine : read();
  }

  const lastKnown = (): Roster | null => rosters.inMemory() ?? known?.roster ?? null;

  const run = (event: RosterEvent, hash?: string): Promise<RosterResult> =>
    serial.run(`roster|${rosterId}`, async () => {
      const result = await rosters.run(event, hash === undefined ? {} : { inbound: { from: 'system', hash } });
      known = { roster: rosters.inMemory() ?? result.roster, at: clock.real() };
      return result;
    });
  const now = () => ({ id: newId(), at: clock.now() });
  const note = (news: Named<RosterNews>, from?: string): Promise<RosterResult> =>
    run({ ...news, ...now() } as RosterEvent, from);

  async function act(given: RosterAct, by: string): Promise<Roster> {
    const result = await run({ ...given, ...now(), by });
    if (result.ok) return result.roster;
    throw refused(result.code);
  }

  const codeDigest = (way: string, code: string): string => keys.digest('way-code', `${way}|${code}`);

  return {
    roster,
    newest: () => (store.sole ? roster() : read()),
    onCall: { lastKnown, roster: () => roster().catch(lastKnown) },
    act,
    now: () => clock.now(),
    freshId: newId,
    note,
    codeDigest,
    async told({ person, way }, what) {
      await note({ type: 'told', person: person.id, way: way.id, ...what });
    },
    async issueCode(person, way, by) {
      if (!findWay(await roster(), person, way)) throw refused('WAY_UNKNOWN');
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      await act({ type: 'code-issued', person, way, digest: codeDigest(way, code), until: clock.now() + codeMs }, by);
      return code;
    },
  };
}

const refusals: Readonly<Record<RosterRefusal, readonly [code: CoachError['code'], message: string]>> = {
  PERSON_UNKNOWN: ['NOT_FOUND', 'There is no such person: "coach staff list" shows who there is.'],
  WAY_UNKNOWN: ['NOT_FOUND', 'This person has no such contact way: "coach staff list" shows them.'],
  SHIFT_UNKNOWN: ['NOT_FOUND', 'There is no such override: "coach rota show" lists them.'],
  WAY_TAKEN: ['WAY_TAKEN', 'This is a contact way of somebody already: one place reaches one person.'],
  CODE_WRONG: ['CODE_WRONG', 'This is not the code that was sent: look at it again.'],
  CODE_OVER: [
    'CODE_OVER',
    'No code is open for this way: it was too old, or came back wrong too often. Send a new one.',
  ],
  NOT_READY: ['NOT_READY', 'The clinic cannot go live yet.'],
};

const refused = (code: RosterRefusal): CoachError => new CoachError(...refusals[code]);
