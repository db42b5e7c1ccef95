import type { Channel } from '../ports/channel.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import type { Spool } from '../ports/spool.ts';
import type { Store } from '../ports/store.ts';
import type { Parts } from './parts.ts';

/** The same parts, counted and timed. Without a meter they are as they were. */
export function measured(parts: Parts): Parts {
  const { meter } = parts;
  if (!meter) return parts;
  const { engine, channels, clock } = parts;
  return {
    ...parts,
    log: countedLog(parts.log, meter),
    store: timedStore(parts, meter),
    spool: countedSpool(parts.spool, meter),
    engine: {
      runTurn(couple, event) {
        const started = performance.now();
        const result = engine.runTurn(couple, event);
        meter.took('turn', since(started), event.type);
        return result;
      },
    },
    channels: new Map([...channels].map(([name, channel]) => [name, countedChannel(channel, meter)])),
    clock,
  };
}

const since = (started: number): number => (performance.now() - started) / 1_000;

/** Faults by the name of what failed: the names stand in the code. */
const countedLog = (log: Log, meter: Meter): Log => ({
  info: (event, details) => log.info(event, details),
  warn: (event, details) => log.warn(event, details),
  error(event, error, details) {
    meter.count('faults', event);
    log.error(event, error, details);
  },
});

function timedStore({ store, clock }: Parts, meter: Meter): Store {
  meter.level('outbox_overdue_seconds', async () => {
    const at = await store.nextEntryAt().catch(() => null);
    return { '': at === null ? 0 : Math.max(0, clock.real() - at) / 1_000 };
  });
  const changed: Pick<Store, 'commit' | 'claimDue'> = {
    async commit(commit) {
      const started = performance.now();
      const result = await store.commit(commit);
      meter.took('commit', since(started), commit.kind);
      meter.count('commits', result.status);
      return result;
    },
    async claimDue(request) {
      const claims = await store.claimDue(request);
      for (const { at } of claims) meter.took('due_lag', Math.max(0, clock.now() - at) / 1_000);
      return claims;
    },
  };
  // The store may be made of closures or of a proxy: every other function stays its own.
  return new Proxy(store, {
    get: (target, name) => (name in changed ? Reflect.get(changed, name) : bindTo(target, Reflect.get(target, name))),
  });
}

const bindTo = (target: object, value: unknown): unknown =>
  typeof value === 'function' ? (value as (...given: unknown[]) => unknown).bind(target) : value;

function countedSpool(spool: Spool, meter: Meter): Spool {
  let entries = 0;
  meter.level('spool_entries', () => ({ '': entries }));
  return {
    async append(entry, crisis) {
      const name = await spool.append(entry, crisis);
      entries += 1;
      return name;
    },
    check: () => spool.check(),
    async entries() {
      const found = await spool.entries();
      entries = found.length;
      return found;
    },
    async remove(name) {
      await spool.remove(name);
      entries = Math.max(0, entries - 1);
    },
  };
}

function countedChannel(channel: Channel, meter: Meter): Channel {
  const { entry } = channel;
  return {
    ...channel,
    async send(outgoing) {
      const sent = await channel.send(outgoing).catch((error: unknown) => {
        meter.count('sends', channel.name, outgoing.lane, 'fault');
        throw error;
      });
      meter.count('sends', channel.name, outgoing.lane, sent.ok ? 'sent' : 'failed');
      return sent;
    },
    ...(entry
      ? {
          entry(outgoing) {
            meter.count('sends', channel.name, outgoing.lane, 'kept');
            return entry(outgoing);
          },
        }
      : {}),
  };
}
