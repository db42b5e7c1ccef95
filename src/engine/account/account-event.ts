import type { Account, OneTimeLink } from '../../domain/console/account.ts';
import type { ConsoleRole } from '../../domain/console/roles.ts';
import type { TurnRecord } from '../../domain/record.ts';

/** `at` is domain time, for the audit; `real` is what links and sessions are counted by. Epoch ms. */
interface EventBase {
  readonly at: number;
  readonly real: number;
}

/** What was given as a code: a step of the app's clock at which it is right, or the keyed digest of a recovery code. */
export type GivenCode = { readonly step: number | null; readonly recovery: string };

/** What is done with an account, and what its holder does. `session` is the digest of a browser's token, `next` the one it gets instead. */
export type AccountAct =
  /** Somebody with the right to it, by their name, says who may do what. */
  | { readonly type: 'set'; readonly name: string; readonly roles: readonly ConsoleRole[]; readonly by: string }
  | { readonly type: 'link-issued'; readonly link: OneTimeLink; readonly by: string }
  | { readonly type: 'link-used'; readonly digest: string; readonly next: string }
  | { readonly type: 'password-right'; readonly next: string }
  | { readonly type: 'password-wrong' }
  | { readonly type: 'code'; readonly session: string; readonly given: GivenCode; readonly next: string }
  /** The clinic's own sign-in has said who it is. */
  | { readonly type: 'came'; readonly subject: string; readonly next: string }
  | { readonly type: 'password-set'; readonly session: string; readonly hash: string }
  | { readonly type: 'factor-offered'; readonly session: string; readonly secret: string }
  | {
      readonly type: 'factor-confirmed';
      readonly session: string;
      readonly step: number | null;
      readonly recovery: readonly string[];
      readonly next: string;
    }
  /** Who is signed in shows it again. `right`: the password was; a code is looked at here. */
  | { readonly type: 'confirmed'; readonly session: string; readonly right: boolean; readonly given: GivenCode | null }
  /** A reason was given, and is logged where it belongs: it holds as long as the session. */
  | { readonly type: 'opened'; readonly session: string; readonly what: string }
  | { readonly type: 'seen'; readonly session: string }
  | { readonly type: 'signed-out'; readonly session: string };

export type AccountEvent = EventBase & AccountAct;

/** The account after an event. `wrong`: what was given was not right, which is counted; `over`: there is no such session or link any more. */
export interface AccountResult {
  readonly came: 'done' | 'wrong' | 'over';
  readonly account: Account;
  readonly records: readonly TurnRecord[];
}
