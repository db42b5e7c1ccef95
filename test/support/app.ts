import { createRehearsalChannels } from '../../src/adapters/rehearsal/channel.ts';
import { createStandingClock } from '../../src/adapters/rehearsal/clock.ts';
import { createRehearsalNotices } from '../../src/adapters/rehearsal/notices.ts';
import { createRehearsalOnCall } from '../../src/adapters/rehearsal/on-call.ts';
import { createApp } from '../../src/app/create-app.ts';
import type { Deps } from '../../src/app/deps.ts';
import { createHealth } from '../../src/app/health/health.ts';
import { channelNames } from '../../src/domain/channel.ts';
import { CoachError } from '../../src/domain/errors.ts';
import { defaultLimits } from '../../src/engine/limits.ts';
import type { Inbound } from '../../src/ports/channel.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Spool, Spooled } from '../../src/ports/spool.ts';
import type { Store } from '../../src/ports/store.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from './content.ts';
import { noon, theEngine } from './engine.ts';
import { memoryKeys } from './memory-keys.ts';
import { memoryStore } from './memory-store.ts';

/** A log that keeps what it was told, for tests that look for what must not be in it. */
export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (...parts: unknown[]) =>
    void lines.push(
      JSON.stringify(
        parts.map((part) => (part instanceof CoachError ? part.code : part instanceof Error ? part.name : part)),
      ),
    );
  return { lines, info: keep, warn: keep, error: keep };
}

/** A spool in memory. */
export function memorySpool(): Spool & { broken: boolean } {
  const entries: Spooled[] = [];
  let count = 0;
  return {
    broken: false,
    async check() {
      if (this.broken) throw new Error('no disk');
    },
    async append(entry) {
      if (this.broken) throw new Error('no disk');
      const name = `entry-${String(count++).padStart(6, '0')}`;
      entries.push({ ...entry, name });
      return name;
    },
    entries: async () => [...entries],
    remove: async (name) =>
      void entries.splice(
        entries.findIndex((entry) => entry.name === name),
        1,
      ),
  };
}

/** A store that can be told to be gone. */
export function breakable(store: Store): Store & { gone: boolean } {
  const down = () => Promise.reject(new CoachError('STORE_UNAVAILABLE', 'The store is gone.'));
  const state = { gone: false };
  return new Proxy(store as Store & { gone: boolean }, {
    get(target, name) {
      if (name === 'gone') return state.gone;
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function'
        ? (...given: unknown[]) =>
            state.gone ? down() : (value as (...given: unknown[]) => unknown).apply(target, given)
        : value;
    },
    set(_, name, value) {
      if (name === 'gone') state.gone = value as boolean;
      return true;
    },
  });
}

let ids = 0;

/**
 * The app over memory, with Alex (SMS) and Sam (Teams) enrolled. `change` replaces parts. `stored`: the people of the store are
 * called, of whom there are none yet; `empty`: nobody is enrolled.
 */
export async function aWorld(
  change: (parts: Deps) => Partial<Deps> = () => ({}),
  { stored = false, empty = false }: { readonly stored?: boolean; readonly empty?: boolean } = {},
) {
  const { engine, content } = await theEngine();
  const rehearsal = createRehearsalChannels(channelNames);
  const notices = createRehearsalNotices();
  const onCall = createRehearsalOnCall();
  const store = breakable(memoryStore());
  const spool = memorySpool();
  const log = keptLog();
  const clock = createStandingClock(noon);
  const base: Deps = {
    ...{
      engine,
      content,
      store,
      spool,
      log,
      clock,
      onCall,
      staff: onCall.staff,
      notices: notices.channels,
      health: createHealth(log),
    },
    limits: { ...defaultLimits, jitter: 0 },
    screen: createScreener((await theContent()).rules).steps,
    keys: memoryKeys(),
    channels: rehearsal.channels,
    newId: () => `id-${ids++}`,
    worker: 'worker-1',
    country: 'us',
    zone: 'America/Chicago',
  };
  const parts = { ...base, ...change(base) };
  const { onCall: _, staff: __, ...others } = parts;
  const app = createApp(stored ? others : parts);
  const spec = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: '20:00' } as const;
  const enrol = () =>
    app.enrol({
      caseCode: 'C-017',
      relationship: 'romantic',
      a: { ...spec, name: 'Alex', channel: 'sms', address: '+15550100' },
      b: { ...spec, name: 'Sam', channel: 'teams', address: 'sam' },
    });
  const couple = empty ? '' : await enrol();
  const inbound = (text: string, fields: Partial<Inbound> = {}): Inbound => ({
    channel: 'sms',
    address: '+15550100',
    id: `in-${ids++}`,
    text,
    ...fields,
  });
  return {
    ...{ app, enrol, parts, store, spool, log, clock, notices, onCall, couple, inbound, rehearsal },
    /** What people on call were told, in order. */
    told: notices.notices,
    write: async (text: string, fields: Partial<Inbound> = {}) => {
      const receipt = await app.receive(inbound(text, fields));
      if (!store.gone) await app.drained();
      return receipt;
    },
    /** Content keys sent to an address, in order. */
    said: (address = '+15550100') =>
      rehearsal.sent.filter((sent) => sent.address === address).map((sent) => sent.message.key),
  };
}
