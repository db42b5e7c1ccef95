import { describe, expect, test } from '@jest/globals';
import { rehearsedRoster } from '../../../src/adapters/rehearsal/on-call.ts';
import { createVault } from '../../../src/app/aggregates/vault.ts';
import { createPulse } from '../../../src/app/health/pulse.ts';
import { emptyRoster, type Roster } from '../../../src/domain/staff/roster.ts';
import { aWorld } from '../../support/app.ts';
import { memoryStore } from '../../support/memory-store.ts';

/** A world whose real time is moved by hand. */
async function aTimedWorld(change: Parameters<typeof aWorld>[0] = () => ({})) {
  const time = { real: Date.now() };
  const world = await aWorld((parts) => {
    const store = memoryStore({ real: () => time.real });
    const clock = { ...parts.clock, now: () => parts.clock.now(), real: () => time.real };
    return { store, clock, ...change({ ...parts, store, clock }) };
  });
  const later = (ms: number): void => {
    time.real += ms;
  };
  return { ...world, later };
}

const silence = new Promise<never>(() => {});

describe('an outside watch hears that all goes well', () => {
  test('while it does, in the middle of a crisis too', async () => {
    const { app, write } = await aTimedWorld();
    await app.runDue();
    expect(await app.pulse()).toBeNull();
    await write('I want to die');
    expect(await app.pulse()).toBeNull();
  });
  test('and not when due work stands still', async () => {
    const { app, later } = await aTimedWorld();
    await app.runDue();
    later(31_000);
    expect(await app.pulse()).toBe('DUE_WORK_STANDS');
    await app.runDue();
    expect(await app.pulse()).toBeNull();
  });
  test('and not when a crisis waits that nobody tries', async () => {
    const { app, inbound, later } = await aTimedWorld();
    const stopped = app.relay.stop();
    await stopped;
    await app.receive(inbound('I want to die'));
    await app.runDue();
    expect(await app.pulse()).toBeNull();
    later(31_000);
    await app.runDue();
    expect(await app.pulse()).toBe('CRISIS_WAITS');
  });
  test('and not when the store says nothing', async () => {
    const { app } = await aTimedWorld((parts) => ({ store: { ...parts.store, check: () => silence } }));
    await app.runDue();
    expect(await app.pulse()).toBe('STORE_SILENT');
  }, 10_000);
  test('and not when nobody could be reached, until somebody is', async () => {
    const { app, write, onCall, clock } = await aTimedWorld();
    onCall.set(rehearsedRoster([]));
    await write('I want to die');
    await app.runDue();
    expect(await app.pulse()).toBe('NOBODY_REACHED');
    onCall.set(rehearsedRoster([{ name: 'Dana', duty: 'primary', ways: ['sms'] }]));
    await clock.moveTo(clock.now() + 60_000);
    await app.runDue();
    await app.drained();
    expect(await app.pulse()).toBeNull();
  });
  test('and, once the clinic is live, not when its drill was missed', async () => {
    const { parts, clock } = await aTimedWorld();
    const pulseOf = (roster: Partial<Roster>) =>
      createPulse(parts, {
        roster: async () => ({ ...emptyRoster, ...roster }),
        vault: createVault(parts.store, parts.keys),
        lastRound: () => parts.clock.real(),
      })();
    const drill = { id: 'd', at: clock.now() - 86_400_000, answeredAt: null, by: null };
    expect(await pulseOf({})).toBeNull();
    expect(await pulseOf({ liveAt: 1 })).toBe('DRILL_MISSED');
    expect(await pulseOf({ liveAt: 1, drill: { ...drill, answeredAt: clock.now() } })).toBeNull();
    expect(await pulseOf({ liveAt: 1, drill: { ...drill, missedAt: clock.now() } })).toBe('DRILL_MISSED');
  });
});
