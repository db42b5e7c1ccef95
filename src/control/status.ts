import { z } from 'zod';
import { define } from './define.ts';

/** Who runs, since when (ISO, UTC; null when no service does), and what is wrong: not ready when that blocks. */
export const status = define(z.strictObject({}), async ({ problems, since }) => {
  const found = await problems();
  return {
    running: since !== null,
    pid: since === null ? null : process.pid,
    since: since === null ? null : new Date(since).toISOString(),
    ready: !found.some(({ blocks }) => blocks),
    /** Open cases whose notices have reached nobody so far: each is tried again every minute. */
    unreached: found.filter(({ code }) => code === 'NOBODY_REACHED').length,
    problems: found,
  };
});
