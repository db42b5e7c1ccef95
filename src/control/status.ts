import { z } from 'zod';
import { define } from './define.ts';

/** Who runs, since when (ISO, UTC; null when no service does), and whether the store answers. */
export const status = define(z.strictObject({}), async ({ store, since }) => ({
  running: since !== null,
  pid: since === null ? null : process.pid,
  since: since === null ? null : new Date(since).toISOString(),
  ready: await store.nextEntryAt().then(
    () => true,
    () => false,
  ),
}));
