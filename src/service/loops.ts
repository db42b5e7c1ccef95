import type { App } from '../app/create-app.ts';
import type { Given } from '../app/deps.ts';
import { hears, type Role, works } from '../config/role.ts';
import type { Heartbeat } from '../ports/heartbeat.ts';
import type { Log } from '../ports/log.ts';

/** An outside watch, and how often it is told: each 30 s where nothing else is said. */
export interface OutsideWatch {
  readonly heartbeat: Heartbeat;
  readonly everyMs?: number;
}

/** The loops of a running service: what is due, what waits in the outbox, what waits in the spool, what is to be told. */
export function createLoops(
  app: App,
  { log, health, store, keys }: Given,
  role: Role,
  warm: () => Promise<void>,
  watch?: OutsideWatch,
) {
  const rounds = createRounds(log);
  const { every } = rounds;

  const work = (): void => {
    lookThroughFiles();
    // What was spooled was said before what is due now: a timer must not count it as silence.
    every(1_000, 'loop.due', async () => {
      if (!(await app.spooling.pending())) await app.runDue();
    });
    every(1_000, 'loop.relay', () => app.relay.kick());
    if (watch) every(watch.everyMs ?? 30_000, 'loop.heartbeat', () => beat(watch.heartbeat));
  };

  /** Looks through both files once, and again when a page was found damaged meanwhile: what it cost is named, couple by couple. */
  function lookThroughFiles(): void {
    const damaged = (): number => health.problems().filter(({ code }) => code === 'STORE_DAMAGED').length;
    let known = -1;
    every(5_000, 'look-through', async () => {
      const before = damaged();
      if (before <= known) return;
      // One that fails, for the store is away, is made again.
      await app.lookThrough(rounds.ended);
      known = before;
    });
  }

  /** An outside watch hears that all goes well; it is told nothing else, and the log says why it was not. */
  async function beat(heartbeat: Heartbeat): Promise<void> {
    const unwell = await app.pulse();
    if (unwell !== null) return log.warn('heartbeat.withheld', { code: unwell });
    const heard = await heartbeat.beat(AbortSignal.timeout(10_000));
    if (!heard.ok) log.warn('heartbeat.unheard', { code: heard.code });
  }

  return {
    start(): void {
      if (hears(role)) void warm().catch((error: unknown) => log.error('screening.warm', error));
      if (works(role)) work();
      // Who can be called is known when the store is away, and what another process changed is known soon.
      every(5_000, 'loop.roster', async () => void (await app.roster.onCall.roster()));
      every(5_000, 'loop.spool', () => app.spooling.replay());
      // Nobody may ask: the operator is told all the same, and the room for crises is made again.
      every(5_000, 'loop.health', async () => void (await app.checkHealth()));
    },
    async stop(): Promise<void> {
      await rounds.stop();
      await app.relay.stop();
      await store.close();
      await keys.close();
    },
  };
}

/** Work that is done again and again, never twice at once, and work that is done once beside it. What fails is logged by its name. */
function createRounds(log: Log) {
  const timers: NodeJS.Timeout[] = [];
  const running = new Set<Promise<void>>();
  const control = new AbortController();
  const beside = (name: string, work: () => Promise<void>): Promise<void> => {
    const run: Promise<void> = work()
      .catch((error: unknown) => log.error(name, error))
      .finally(() => running.delete(run));
    running.add(run);
    return run;
  };
  return {
    ended: control.signal,
    every(ms: number, name: string, work: () => Promise<void>): void {
      let busy = false;
      const tick = (): void => {
        if (busy) return;
        busy = true;
        void beside(name, work).finally(() => {
          busy = false;
        });
      };
      timers.push(setInterval(tick, ms));
      tick();
    },
    async stop(): Promise<void> {
      control.abort();
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
