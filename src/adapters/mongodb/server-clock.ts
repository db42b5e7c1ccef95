import type { Db } from 'mongodb';

/** How often the server is asked, ms. */
const everyMs = 15_000;

/** The store's clock, real time, epoch ms. */
export interface ServerClock {
  now(): number;
  stop(): void;
}

/**
 * The clock of the server, which all processes share: its time when it was last asked, and what this machine's monotonic clock
 * has counted since. So a machine whose own clock is wrong takes nobody's lease. Asks at once and every 15 s.
 */
export async function startServerClock(db: Db): Promise<ServerClock> {
  let ahead = 0;
  const ask = async (): Promise<void> => {
    const { localTime } = await db.command({ hello: 1 });
    // The answer was on its way: the clock is behind by that, and so frees a lease late rather than early.
    ahead = Number(localTime) - performance.now();
  };
  await ask();
  const timer = setInterval(() => void ask().catch(() => {}), everyMs).unref();
  return { now: () => Math.floor(performance.now() + ahead), stop: () => clearInterval(timer) };
}
