import type { Accounts } from '../aggregates/account.ts';
import type { Deps } from '../deps.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

/** What the counselor's console is served from. Everything is read from the store, and nothing is kept here. */
export interface Console {
  readonly signIn: SignIn;
  readonly accounts: Accounts;
}

interface Around {
  readonly accounts: Accounts;
}

/** Over the app's own parts. */
export const createConsole = (deps: Deps, { accounts }: Around): Console => ({
  accounts,
  signIn: createSignIn(deps, accounts),
});
