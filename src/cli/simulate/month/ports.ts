import { CoachError } from '../../../domain/errors.ts';
import type { Channel, Sent } from '../../../ports/channel.ts';
import type { Keys } from '../../../ports/keys.ts';
import type { NoticeChannel, NoticeOutcome } from '../../../ports/notices.ts';
import type { Spool } from '../../../ports/spool.ts';
import type { Commit, Store } from '../../../ports/store.ts';
import type { Life } from './life.ts';
import { type Step, steps, type Trouble } from './trouble.ts';
import type { Watch } from './watch.ts';

/** What breaks, whose life ends by it, and who sees it. */
export interface Broken {
  readonly life: Life;
  readonly trouble: Trouble;
  readonly watch: Watch;
}

const away = (): CoachError => new CoachError('STORE_UNAVAILABLE', 'It is away, for the simulation says so.');

/** Does one step, or what became of it. A process that has died hears of nothing any more. */
function step<Result>({ life, trouble }: Broken, name: Step, work: () => Promise<Result>): Promise<Result> {
  return life.living(async () => {
    const fate = trouble.fate(name);
    if (fate === 'refused') throw away();
    if (fate === 'killed-before') return life.die();
    const result = await life.living(work);
    if (fate === 'unheard') throw away();
    if (fate === 'killed-after') return life.die();
    return result;
  });
}

/** A port whose functions break, each under a step's name. What is no function stays, and so do those that are left out. */
function breaking<Port extends object>(port: Port, broken: Broken, nameOf: (name: string) => Step | null): Port {
  return new Proxy(port, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      const called = typeof value === 'function' ? nameOf(String(name)) : null;
      if (called === null) return value;
      const work = value as (...given: unknown[]) => Promise<unknown>;
      return (...given: unknown[]) => step(broken, called, () => work.apply(target, given));
    },
  });
}

const isStep = (name: string): name is Step => steps.some((each) => each === name);

/** The store, breaking. It stays open. `committed` hears of what was written, `settled` of what left. */
export function breakingStore(store: Store, broken: Broken, committed: (commit: Commit) => void): Store {
  const { watch } = broken;
  const seen: Store = {
    ...store,
    close: async () => {},
    async commit(commit) {
      const result = await store.commit(commit);
      if (result.status === 'committed') committed(commit);
      return result;
    },
    async settle(lease, outcomes) {
      const result = await store.settle(lease, outcomes);
      if (result.status === 'settled')
        for (const outcome of outcomes)
          if (outcome.result === 'done') watch.settled(outcome.id);
          // Who was refused has lost the lease: another may have it.
          else for (const { id } of outcomes) watch.doubted(id);
      return result;
    },
  };
  const plain = ['subscribe', 'close', 'setAside'];
  const breaks = breaking(seen, broken, (name) => (plain.includes(name) ? null : isStep(name) ? name : 'read'));
  return {
    ...breaks,
    settle: (lease, outcomes) =>
      breaks.settle(lease, outcomes).catch((error: unknown) => {
        // What was sent is not known to have been: its lease ends, and another sends it.
        for (const { id } of outcomes) watch.doubted(id);
        throw error;
      }),
  };
}

/** The keys, breaking where they are read and made. They stay open. */
export function breakingKeys(keys: Keys, broken: Broken): Keys {
  const stays: Keys = { ...keys, close: async () => {} };
  return breaking(stays, broken, (name) => (name === 'read' || name === 'create' ? 'keys' : null));
}

export const breakingSpool = (spool: Spool, broken: Broken): Spool => breaking(spool, broken, () => 'spool');

/** A channel that takes texts, refuses them, takes them without saying so, or outlives who sent them. */
export const breakingChannel = (name: Channel['name'], broken: Broken): Channel => ({
  name,
  send: ({ effect, lane, address, message, at }) =>
    broken.life.living(async (): Promise<Sent> => {
      const fate = broken.trouble.fate('send');
      if (fate === 'refused') return { ok: false, code: 'HTTP_429', retryAfterMs: 20_000 };
      if (fate === 'killed-before') return broken.life.die();
      broken.watch.took({ effect, lane, to: address, key: message.key, text: message.text, at });
      if (fate === 'killed-after') return broken.life.die();
      if (fate === 'well') return { ok: true };
      broken.watch.doubted(effect);
      return { ok: false, code: 'TIMEOUT' };
    }),
});

/** A way to people on call, breaking. `now` is real time; `faults` how much broke so far. */
export const breakingNotices = (
  kind: NoticeChannel['kind'],
  broken: Broken,
  { now, called }: { now: () => number; called: (caseCode: string) => void },
): NoticeChannel => ({
  kind,
  send: (_to, { kind: of, about, text, subject }) =>
    broken.life.living(async (): Promise<NoticeOutcome> => {
      const fate = broken.trouble.fate('notice');
      if (fate === 'killed-before') return broken.life.die();
      // A request for a person of the same case is no answer to a page.
      const code = of === 'request' ? (about?.thread ?? null) : (about?.caseCode ?? null);
      broken.watch.noticed(code, `${subject} ${text}`, now(), broken.trouble.total());
      if (fate === 'refused') return { ok: false, code: 'HTTP_503' };
      if (about) called(about.caseCode);
      if (fate === 'killed-after') return broken.life.die();
      return fate === 'well' ? { ok: true, handle: 'notice' } : { ok: false, code: 'TIMEOUT' };
    }),
});
