import { createRunningClock } from '../adapters/rehearsal/clock.ts';
import { createRehearsalNotifier } from '../adapters/rehearsal/notifier.ts';
import { loadKept, saveKept } from '../app/rehearsal/kept.ts';
import type { Config } from '../config/config.ts';
import { CoachError } from '../domain/errors.ts';
import type { MovableClock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';
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

/** Who is told of alerts. A rehearsal keeps them for the page; elsewhere they wait, and are tried again. */
export function notifierOf(environment: Environment): Notifier {
  if (environment === 'development') return createRehearsalNotifier();
  return { notify: async () => ({ ok: false, code: 'CHANNEL_OFF' }), fallback: async () => {} };
}
