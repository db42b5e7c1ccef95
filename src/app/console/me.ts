import { freshMs, idleAt, longestMs } from '../../domain/console/account.ts';
import type { Me } from '../../domain/console/sign-in.ts';
import type { Deps } from '../deps.ts';
import type { RosterService } from '../roster/roster.ts';
import type { ReaderOf } from './reader.ts';
import type { Seen } from './sign-in.ts';

/** Where somebody stands in signing in, as the page is told. Instants there are domain time, by which the page's own clock goes. */
export type MeOf = (seen: Seen) => Promise<Me>;

/** Over the accounts and the people of the roster. */
export function createMe(
  { clock, zone }: Pick<Deps, 'clock' | 'zone'>,
  roster: RosterService,
  readerOf: ReaderOf,
): MeOf {
  return async (seen) => {
    const { account, session, csrf } = seen;
    const { login: id, name, roles, factor } = account;
    const known = { id, name, csrf };
    if (session.state === 'enrolling') return { state: 'enrolling', hasPassword: session.chosen === true, ...known };
    if (session.state === 'second-factor') return { state: 'second-factor', ...known };
    const [{ people }, { onDutyUntil }] = await Promise.all([roster.roster(), readerOf(seen)]);
    const person = people.find((each) => each.id === id);
    const now = clock.now();
    const then = (real: number): number => now + real - clock.real();
    return {
      ...{ state: 'signed-in', ...known, roles, onDutyUntil, now },
      ...{ language: person?.language ?? null, zone: person?.zone ?? zone },
      ...{ idleAt: then(idleAt(session)), endsAt: then(session.beganAt + longestMs) },
      ...{ freshUntil: then(session.confirmedAt + freshMs), recoveryLeft: factor?.recovery.length ?? 0 },
    };
  };
}
