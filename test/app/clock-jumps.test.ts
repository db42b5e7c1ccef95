import { expect, test } from '@jest/globals';
import { createOnwardTime, createSteadyTime } from '../../src/adapters/clock/machine-time.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Store } from '../../src/ports/store.ts';
import { aWorld } from '../support/app.ts';
import { noon } from '../support/engine.ts';
import { memoryStore } from '../support/memory-store.ts';

const hour = 3_600_000;

/** Numbers from 0 to 1 that a seed repeats. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The app and its store on a machine whose clock is set an hour forth and back while messages, timers and leases run. */
async function aJumpingWorld(failing: () => boolean) {
  const machine = { wall: noon, ran: 0 };
  const sources = { wall: () => machine.wall, running: () => machine.ran };
  const real = createSteadyTime(sources);
  const accepted: { readonly effect: string; readonly lane: string; readonly to: string; readonly at: number }[] = [];
  const underway: (() => void)[] = [];
  const send: Channel['send'] = async ({ effect, lane, address, at }) => {
    await new Promise<void>((resolve) => underway.push(resolve));
    if (failing()) return { ok: false, code: '503' };
    accepted.push({ effect, lane, to: address, at });
    return { ok: true };
  };
  const channels = new Map((['sms', 'teams'] as const).map((name) => [name, { name, send } satisfies Channel]));
  const store: Store = memoryStore({ real });
  const clock = { now: createOnwardTime(sources), real };
  const world = await aWorld(() => ({ store, clock, channels }));
  const letGo = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) {
      for (const resolve of underway.splice(0)) resolve();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const pass = (ms: number): void => {
    machine.wall += ms;
    machine.ran += ms;
  };
  const set = (ms: number): void => {
    machine.wall += ms;
  };
  return { ...world, store, accepted, pass, letGo, set };
}

test.each([1, 2, 3])(
  'a clock set an hour forth and back under load loses nothing and sends nothing twice (seed %d)',
  async (seed) => {
    const chance = chanceOf(seed);
    const world = await aJumpingWorld(() => chance() < 0.2);
    const receipts: Promise<unknown>[] = [];
    let crises = 0;
    const senders = [{}, { channel: 'teams', address: 'sam' }] as const;
    for (let step = 0; step < 400; step += 1) {
      if (chance() < 0.3) {
        const crisis = chance() < 0.15;
        if (crisis) crises += 1;
        receipts.push(world.app.receive(world.inbound(crisis ? 'I want to die' : 'menu', senders[step % 2])));
      }
      if (chance() < 0.1) world.set(chance() < 0.5 ? hour : -hour);
      world.pass(chance() * 2_000);
      void world.app.runDue();
      // A send is under way for some seconds while others look for lanes that nobody holds.
      void world.app.relay.kick();
      await world.letGo();
    }
    for (let step = 0; step < 300; step += 1) {
      world.pass(10_000);
      void world.app.relay.kick();
      await world.letGo();
    }
    expect(new Set(await Promise.all(receipts))).toEqual(new Set(['committed']));
    expect(await world.store.nextEntryAt()).toBeNull();
    const effects = world.accepted.map(({ effect }) => effect);
    expect(effects.filter((effect, index) => effects.indexOf(effect) !== index)).toEqual([]);
    const turns = (side: string) => world.app.history(`turn|${world.couple}|${side}`, 0, 10_000);
    const logs = [...(await turns('a')), ...(await turns('b'))];
    expect(logs.filter(({ data }) => data['event'] === 'message')).toHaveLength(receipts.length);
    const alerts = await world.app.alerts();
    const audits = await Promise.all(alerts.map(({ id }) => world.app.audit('alert', id, 0, 1_000)));
    const pages = audits.flat().filter(({ facts }) => facts?.['reason'] === 'message');
    expect(crises).toBeGreaterThan(0);
    expect(pages).toHaveLength(crises);
    // No occurrence of a nudge comes twice, and none in a burst.
    for (const to of ['+15550100', 'sam']) {
      const nudges = world.accepted.filter((each) => each.lane === 'nudge' && each.to === to);
      expect(nudges.length).toBeLessThanOrEqual(2);
    }
  },
);
