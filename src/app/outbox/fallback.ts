import type { Level } from '../../domain/screening.ts';
import type { OutboxEntry } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';

/** Tells the person on call, by its id, that something of a crisis could not be carried out: at the first failure only. */
export type Fallback = (entry: Pick<OutboxEntry, 'id' | 'lane' | 'tries'>, level: Level) => Promise<void>;

/** Touches the notifier. Never rejects. */
export const createFallback =
  ({ notifier, log }: Pick<Deps, 'notifier' | 'log'>): Fallback =>
  async ({ id, lane, tries }, level) => {
    if (lane !== 'crisis' || tries > 0) return;
    await notifier.fallback({ spooled: id, level }, AbortSignal.timeout(5_000)).catch((error: unknown) => {
      log.error('fallback.failed', error);
    });
  };
