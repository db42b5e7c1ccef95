import type { Account } from '../../domain/console/account.ts';
import type { ConsoleRole } from '../../domain/console/roles.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Accounts } from '../aggregates/account.ts';
import type { RosterService } from '../roster/roster.ts';

/** Who is in the clinic: who can be called, and who can sign in. The id of both is one. */
export interface ConsolePeople {
  /** Makes an account, or changes its name and roles. @throws CoachError `NAME_TAKEN`. */
  setAccount(
    given: { readonly id: string; readonly name: string; readonly roles: readonly ConsoleRole[] },
    by: string,
  ): Promise<Account>;
}

/** Over the accounts and the roster. */
export function createConsolePeople(accounts: Accounts, roster: Pick<RosterService, 'newest'>): ConsolePeople {
  /** Who holds a case is told by name: two of one name would see each other's. */
  async function refuseTaken(id: string, name: string): Promise<void> {
    const [others, { people }] = await Promise.all([accounts.all(), roster.newest()]);
    const known = [...others.map(({ login, name: theirs }) => ({ id: login, name: theirs })), ...people];
    const isSame = (one: string): boolean => one.trim().toLowerCase() === name.trim().toLowerCase();
    if (known.some((each) => each.id !== id && isSame(each.name)))
      throw new CoachError('NAME_TAKEN', 'Somebody else goes by this name: write it otherwise.');
  }

  return {
    async setAccount({ id, name, roles }, by) {
      const { people } = await roster.newest();
      // One person has one name: the one that notices and acts by text go by.
      const theirs = people.find((person) => person.id === id)?.name ?? name;
      await refuseTaken(id, theirs);
      return (await accounts.actOn(id, { type: 'set', name: theirs, roles, by })).account;
    },
  };
}
