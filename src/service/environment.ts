import { createRunningClock } from '../adapters/rehearsal/clock.ts';
import { createRehearsalNotices } from '../adapters/rehearsal/notices.ts';
import { createRehearsalOnCall } from '../adapters/rehearsal/on-call.ts';
import type { Deps, Given } from '../app/deps.ts';
import { loadKept, saveKept } from '../app/rehearsal/kept.ts';
import type { Config } from '../config/config.ts';
import { CoachError } from '../domain/errors.ts';
import type { MovableClock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

type Environment = Config['environment'];

/**
 * The clock of a store: as far ahead as a rehearsal has left it, and in production the machine's. `shared` is the
 * clock that all processes of the store have.
 * @throws CoachError `CONFIG_INVALID` when production is given a store that was rehearsed in.
 */
export async function clockOf(environment: Environment, store: Store, shared?: () => number): Promise<MovableClock> {
  const { offset, began } = await loadKept(store);
  if (environment === 'production' && (offset !== 0 || Object.keys(began).length > 0)) {
    const message = 'A rehearsal moved the clock of this data folder: set another COACH_DATA_DIR.';
    throw new CoachError('CONFIG_INVALID', message);
  }
  return createRunningClock(offset, (ahead) => saveKept(store, { offset: ahead }), shared);
}

/**
 * Who is told of alerts, and how. With /try, a rehearsal has one counselor, whose notices it keeps; everywhere else the people of
 * the store are called, by the ways that are configured.
 */
export function noticesOf(
  { tryPage }: Pick<Config, 'tryPage'>,
  channels: NonNullable<Deps['notices']>,
): Pick<Given, 'notices' | 'onCall' | 'staff'> {
  if (!tryPage) return { notices: channels };
  const onCall = createRehearsalOnCall();
  return { notices: createRehearsalNotices().channels, onCall, staff: onCall.staff };
}
