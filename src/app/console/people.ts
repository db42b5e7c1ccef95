import type { Account } from '../../domain/console/account.ts';
import type { AccountLink, People, PersonView, WaySent, WayView } from '../../domain/console/people.ts';
import { type ConsoleRole, holdsOne, mayUse } from '../../domain/console/roles.ts';
import { CoachError } from '../../domain/errors.ts';
import { type ContactWay, counts, type Person } from '../../domain/staff/person.ts';
import { findWay } from '../../domain/staff/roster.ts';
import type { PersonDraft, WayDraft } from '../../engine/roster/roster-event.ts';
import type { Accounts } from '../aggregates/account.ts';
import type { Deps } from '../deps.ts';
import type { RosterActs } from '../roster/acts.ts';
import type { RosterService } from '../roster/roster.ts';
import type { Reader } from './reader.ts';
import type { SignIn } from './sign-in.ts';

/** Who is in the clinic: who can be called, and who can sign in. The id of both is one, and so is the name. */
export interface ConsolePeople {
  /** Everybody, for those who look after that; else oneself. Accounts are told to admins. */
  all(reader: Reader): Promise<People>;
  /** Writes somebody down who can be called, or changes them. @throws CoachError `NAME_TAKEN`. */
  setPerson(person: PersonDraft, by: string): Promise<void>;
  /** @throws CoachError `NOT_FOUND`. */
  removePerson(id: string, by: string): Promise<void>;
  /** Adds a way, and sends a code through it. @throws CoachError `WAY_OF_PARTNER`, `WAY_TAKEN`, `NOT_FOUND`. */
  addWay(id: string, way: Omit<WayDraft, 'id'>, by: string): Promise<WaySent>;
  /** @throws CoachError `NOT_FOUND`. */
  removeWay(id: string, way: string, by: string): Promise<void>;
  /** A test through a way that works, a new code through any other: one's own, or anybody's for those who look after that. @throws CoachError `NOT_FOUND`, `ROLE_REFUSED`. */
  test(id: string, way: string, reader: Reader): Promise<WaySent>;
  /** @throws CoachError `CODE_WRONG`, `CODE_OVER`, `NOT_FOUND`. */
  verify(id: string, way: string, code: string, by: string): Promise<void>;
  /** Makes an account, or changes its name and roles. @throws CoachError `NAME_TAKEN`, `ROLE_REFUSED` where nobody would be admin. */
  setAccount(given: AccountDraft, by: string): Promise<Account>;
  /** @throws CoachError `NOT_FOUND`. */
  link(login: string, by: string): Promise<AccountLink>;
}

interface AccountDraft {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly ConsoleRole[];
}

/** Over the accounts and the roster. */
export function createConsolePeople(
  { clock }: Pick<Deps, 'clock'>,
  accounts: Accounts,
  roster: RosterService & RosterActs,
  { issueLink }: Pick<SignIn, 'issueLink'>,
): ConsolePeople {
  /** Domain time of an instant of the machine's, as pages count. */
  const then = (real: number): number => clock.now() + real - clock.real();

  /** Who holds a case is told by name: two of one name would see each other's. */
  async function refuseTaken(id: string, name: string): Promise<void> {
    const [others, { people }] = await Promise.all([accounts.all(), roster.newest()]);
    const known = [...others.map(({ login, name: theirs }) => ({ id: login, name: theirs })), ...people];
    const isSame = (one: string): boolean => one.trim().toLowerCase() === name.trim().toLowerCase();
    if (known.some((each) => each.id !== id && isSame(each.name)))
      throw new CoachError('NAME_TAKEN', 'Somebody else goes by this name: write it otherwise.');
  }

  async function refuseNobody({ id, roles }: AccountDraft): Promise<void> {
    if (roles.includes('admin')) return;
    const admins = (await accounts.all()).filter((each) => each.roles.includes('admin') && each.factor);
    if (admins.length === 1 && admins[0]?.login === id)
      throw new CoachError('ROLE_REFUSED', 'Somebody has to be admin: give that to another person first.');
  }

  const accountOf = ({ roles, factor, link, failures, signedInAt }: Account): PersonView['account'] => ({
    ...{ roles, secondFactor: factor !== null },
    linkUntil: link && link.until > clock.real() ? then(link.until) : null,
    lockedUntil: failures.lockedUntil > clock.real() ? then(failures.lockedUntil) : null,
    signedInAt: signedInAt === null ? null : then(signedInAt),
  });

  async function sendThrough(id: string, way: string, what: WaySent['what'], by: string): Promise<WaySent> {
    const outcome = await (what === 'test' ? roster.test(id, way, by) : roster.sendCode(id, way, by));
    const quietUntil = 'quietUntil' in outcome ? outcome.quietUntil : null;
    return { way, what, ok: outcome.ok, code: 'code' in outcome ? outcome.code : null, quietUntil };
  }

  return {
    async all({ login, roles }) {
      const [known, { people }] = await Promise.all([accounts.all(), roster.newest()]);
      const ids = new Set([...people.map(({ id }) => id), ...known.map((each) => each.login)]);
      const views = [...ids].sort().map((id): PersonView => {
        const person = people.find((each) => each.id === id);
        const account = known.find((each) => each.login === id);
        const isTold = account !== undefined && holdsOne(roles, mayUse.accounts);
        const name = person?.name ?? account?.name ?? id;
        return { id, name, onCall: person ? onCallOf(person) : null, account: isTold ? accountOf(account) : null };
      });
      return { people: holdsOne(roles, mayUse.people) ? views : views.filter(({ id }) => id === login) };
    },
    async setPerson(person, by) {
      await refuseTaken(person.id, person.name);
      await roster.act({ type: 'person-set', person }, by);
      const account = await accounts.current(accounts.idOf(person.id));
      if (account && account.name !== person.name)
        await accounts.actOn(person.id, { type: 'set', name: person.name, roles: account.roles, by });
    },
    async removePerson(person, by) {
      await roster.act({ type: 'person-removed', person }, by);
    },
    async addWay(id, draft, by) {
      const way = await roster.addWay(id, draft, by);
      return sendThrough(id, way, 'code', by);
    },
    async removeWay(person, way, by) {
      await roster.act({ type: 'way-removed', person, way }, by);
    },
    async test(id, way, { login, name, roles }) {
      if (id !== login && !holdsOne(roles, mayUse.people))
        throw new CoachError('ROLE_REFUSED', 'A test goes through your own contact ways.');
      const found = findWay(await roster.newest(), id, way)?.way;
      if (!found) throw new CoachError('NOT_FOUND', 'This person has no such contact way.');
      return sendThrough(id, way, counts(found) ? 'test' : 'code', name);
    },
    verify: (id, way, code, by) => roster.verify(id, way, code, by),
    async setAccount(given, by) {
      const { id, name, roles } = given;
      const { people } = await roster.newest();
      // One person has one name: the one that notices and acts by text go by.
      const theirs = people.find((person) => person.id === id)?.name ?? name;
      await refuseTaken(id, theirs);
      await refuseNobody(given);
      return (await accounts.actOn(id, { type: 'set', name: theirs, roles, by })).account;
    },
    async link(login, by) {
      const { link, until } = await issueLink(login, by);
      return { path: `/console/link#${link}`, until: then(until) };
    },
  };
}

const onCallOf = ({ role, language, zone, quietHours, ways }: Person): PersonView['onCall'] => ({
  ...{ role, language, zone, quietHours, ways: ways.map(wayView) },
});

function wayView(way: ContactWay): WayView {
  const { id, kind, address, after, ended } = way;
  const state = ended ? 'ended' : counts(way) ? 'works' : 'untried';
  return { id, kind, ends: address.slice(-4), after, state, code: ended?.code ?? null };
}
