import { createRunningClock } from '../adapters/rehearsal/clock.ts';
import { createRehearsalNotices } from '../adapters/rehearsal/notices.ts';
import { createRehearsalOnCall } from '../adapters/rehearsal/on-call.ts';
import type { Deps } from '../app/deps.ts';
import { loadKept, saveKept } from '../app/rehearsal/kept.ts';
import type { Config } from '../config/config.ts';
import { CoachError } from '../domain/errors.ts';
import type { WayKind } from '../domain/staff/person.ts';
import type { MovableClock } from '../ports/clock.ts';
import type { NoticeChannel } from '../ports/notices.ts';
import type { Store } from '../ports/store.ts';

type Environment = Config['environment'];

/**
 * The clock of a store: as far ahead as a rehearsal has left it, and in production the machine's.
 * @throws CoachError `CONFIG_INVALID` when production is given a store that was rehearsed in.
 */
export async function clockOf(environment: Environment, store: Store): Promise<MovableClock> {
  const { offset, began } = await loadKept(store);
  if (environment === 'production' && (offset !== 0 || Object.keys(began).length > 0)) {
    const message = 'A rehearsal moved the clock of this data folder: set another COACH_DATA_DIR.';
    throw new CoachError('CONFIG_INVALID', message);
  }
  return createRunningClock(offset, (ahead) => saveKept(store, { offset: ahead }));
}

/**
 * Who is called, and how, beside what is configured: a rehearsal has every way, whose notices it keeps, and one counselor while
 * the roster names nobody. Elsewhere there is nothing but what is configured.
 */
export function rehearsedCalls(
  environment: Environment,
  configured: readonly NoticeChannel[],
): Pick<Deps, 'standIn'> & { readonly notices: ReadonlyMap<WayKind, NoticeChannel> } {
  const real = configured.map((channel) => [channel.kind, channel] as const);
  if (environment !== 'development') return { notices: new Map(real) };
  return { notices: new Map([...createRehearsalNotices().channels, ...real]), standIn: createRehearsalOnCall() };
}
