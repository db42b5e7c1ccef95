import type { Account } from '../../domain/console/account.ts';
import { newAccount, stepAccount } from '../../engine/account/account.ts';
import type { AccountAct, AccountEvent, AccountResult } from '../../engine/account/account-event.ts';
import type { Deps } from '../deps.ts';
import type { Serial } from './serial.ts';
import type { Shape } from './shape.ts';
import type { Aggregates } from './update.ts';
import type { Vault } from './vault.ts';

/** An account: one part, which nothing wakes. In the clear stands only whether it has a second factor. */
export const accountShape: Shape<Account> = {
  kind: 'account',
  parts: (account) => ({ shared: account }),
  assemble: (_, part) => part('shared') as Account,
  facets: ({ factor }) => ({ factor: factor ? 'yes' : 'no' }),
  nextWake: () => null,
  nextUrgent: () => null,
  audit: ({ audit }) => audit,
  withAudit: (account, audit) => ({ ...account, audit }),
};

/** Who can sign in, one after the other for each account. */
export interface Accounts {
  /** The id of a login. */
  idOf(login: string): string;
  /** As it is stored; null where there is none. */
  current(id: string): Promise<Account | null>;
  all(): Promise<readonly Account[]>;
  /** Whether anybody has a second factor. Opens nothing. */
  haveFactor(): Promise<boolean>;
  /** Does something with an account that is there; null where it is not. @throws CoachError `COMMIT_CONTENDED`. */
  act(id: string, act: AccountAct | ((account: Account) => Promise<AccountAct | null>)): Promise<AccountResult | null>;
  /** The same with the account of a login, which is made where there is none. */
  actOn(login: string, act: AccountAct): Promise<AccountResult>;
}

/** Over the store. Each event is one atomic write. */
export function createAccounts(
  aggregates: Aggregates,
  { store, keys, clock }: Pick<Deps, 'store' | 'keys' | 'clock'>,
  vault: Vault,
  serial: Serial,
): Accounts {
  const { current, update } = aggregates(accountShape, {
    split: (_, waiting) => ({ entries: [], waiting }),
    fromMemory: false,
  });
  const idOf = (login: string): string => keys.digest('account', login);

  async function run(id: string, act: AccountAct, born: (() => Account) | null): Promise<AccountResult> {
    const event: AccountEvent = { ...act, at: clock.now(), real: clock.real() };
    let result: AccountResult | null = null;
    const step = (before: Account) => {
      result = stepAccount(before, event);
      const { account, records } = result;
      return account === before && records.length === 0 ? null : { state: account, effects: [], records };
    };
    await update(id, step, {}, born);
    return result as unknown as AccountResult;
  }

  return {
    idOf,
    current: async (id) => (await current(id))?.state ?? null,
    all: () => vault.list(accountShape),
    haveFactor: async () => (await store.count('account', { factor: ['yes'] })) > 0,
    act: (id, given) =>
      serial.run(`account|${id}`, async () => {
        const account = (await current(id))?.state;
        const act = account && (typeof given === 'function' ? await given(account) : given);
        return act ? run(id, act, null) : null;
      }),
    actOn: (login, act) =>
      serial.run(`account|${idOf(login)}`, () => run(idOf(login), act, () => newAccount({ id: idOf(login), login }))),
  };
}
