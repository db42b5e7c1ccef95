import type { Channel } from '../ports/channel.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import type { Spool } from '../ports/spool.ts';
import type { Given } from './deps.ts';

/** The same deps, counted and timed. Without a meter they are as they were. */
export function measured<Parts extends Given>(deps: Parts): Parts {
  const { meter } = deps;
  if (!meter) return deps;
  const { engine, channels } = deps;
  return {
    ...deps,
    log: countedLog(deps.log, meter),
    spool: countedSpool(deps.spool, meter),
    engine: {
      runTurn(couple, event) {
        const started = performance.now();
        const result = engine.runTurn(couple, event);
        meter.took('turn', since(started), event.type);
        return result;
      },
    },
    channels: new Map([...channels].map(([name, channel]) => [name, countedChannel(channel, meter)])),
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
