import type { Account, Session } from '../../domain/console/account.ts';
import type { ConsoleRole } from '../../domain/console/roles.ts';
import type { Actor } from '../../domain/counselor-act.ts';
import type { AlertStatus } from '../../domain/partner.ts';
import { dutyUntil } from '../../domain/staff/gaps.ts';
import type { ListPage } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import type { RosterService } from '../roster/roster.ts';

/** Somebody who is signed in, and what decides what they may see. */
export interface Reader {
  /** Their account's id. */
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly ConsoleRole[];
  /** Until when the rota has them on duty, domain time; null while it has not. */
  readonly onDutyUntil: number | null;
  /** The couples of their own caseload, by id. */
  readonly own: ReadonlySet<string>;
  /** What they gave a reason for in this session. */
  readonly opened: ReadonlySet<string>;
}

/** What of a case decides who sees it. `followUp`: who closed it, as long as something is still to come. */
export interface Sighted {
  readonly couple: string;
  readonly status: AlertStatus;
  readonly holder: string | null;
  readonly followUp: string | null;
}

const has = ({ roles }: Reader, role: ConsoleRole): boolean => roles.includes(role);

/**
 * Whether a reader may see a case: a supervisor each; a counselor those of the own caseload, what they hold, what they closed until its
 * follow-up is done, and while on duty what nobody has taken. Pure. Source: console.md, "Sign-in".
 */
export function sees(reader: Reader, { couple, status, holder, followUp }: Sighted): boolean {
  if (has(reader, 'supervisor')) return true;
  if (!has(reader, 'counselor')) return false;
  if (reader.own.has(couple) || holder === reader.name || followUp === reader.name) return true;
  return reader.onDutyUntil !== null && status === 'open';
}

/** Whether a couple is one that a reader may see outside of its cases. Pure. */
export const seesCouple = (reader: Reader, couple: string): boolean =>
  has(reader, 'supervisor') || (has(reader, 'counselor') && reader.own.has(couple));

/** How somebody acts: by their name, and as a supervisor where they are one. Pure. */
export const actorOf = (reader: Reader): Required<Actor> => ({
  by: reader.name,
  role: has(reader, 'supervisor') ? 'supervisor' : 'counselor',
});

/** The reader of an account as things stand now. Rejects with `STORE_UNAVAILABLE`. */
export type ReaderOf = (of: { readonly account: Account; readonly session: Session }) => Promise<Reader>;

/** Over the rota and the couples' plain fields; no couple is opened. */
export function createReaderOf({ store, clock }: Pick<Deps, 'store' | 'clock'>, roster: RosterService): ReaderOf {
  async function ownOf(counselor: string): Promise<ReadonlySet<string>> {
    const own = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: ListPage = await store.list({
        ...{ kind: 'couple', facets: { counselor: [counselor] }, limit: 200 },
        ...(cursor === '' ? {} : { cursor }),
      });
      for (const { id } of page.items) own.add(id);
      cursor = page.next;
    }
    return own;
  }

  return async ({ account: { id, login, name, roles }, session }) => {
    const [{ rota }, own] = await Promise.all([
      roster.roster(),
      roles.includes('counselor') ? ownOf(id) : new Set<string>(),
    ]);
    const opened = new Set(session.opened);
    return { account: id, login, name, roles, own, opened, onDutyUntil: dutyUntil(rota, login, clock.now()) };
  };
}
