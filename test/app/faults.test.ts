import { describe, expect, test } from '@jest/globals';
import { createApp } from '../../src/app/create-app.ts';
import { maySend } from '../../src/engine/may-send.ts';
import type { Keys } from '../../src/ports/keys.ts';
import { aWorld } from '../support/app.ts';
import { aCouple, noon } from '../support/engine.ts';

describe('a turn that throws', () => {
  const throwing = {
    runTurn: () => {
      throw new Error('boom with private words');
    },
  };

  test('still answers a crisis and pages, once, and leaves the state alone', async () => {
    const world = await aWorld((parts) => ({ engine: { ...parts.engine, ...throwing } }));
    const before = await world.app.couple(world.couple);
    const inbound = world.inbound('I want to die');
    expect(await world.app.receive(inbound)).toBe('committed');
    expect(await world.app.receive(inbound)).toBe('duplicate');
    await world.app.relay.kick();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(world.said()).toEqual(['crisis-self.bare']);
    expect(await world.app.couple(world.couple)).toEqual(before);
    const alerts = await world.app.alerts();
    expect(alerts).toMatchObject([{ family: 'self', status: 'open', couple: world.couple, side: 'a' }]);
    expect(alerts[0]?.pages).toHaveLength(1);
  });

  test('gives an ordinary message an honest line and the operator a code, not the words', async () => {
    const world = await aWorld((parts) => ({ engine: { ...parts.engine, ...throwing } }));
    await world.app.receive(world.inbound('the word is canary'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(world.said()).toEqual(['coach.trouble']);
    expect(await world.app.alerts()).toEqual([]);
    expect(world.log.lines.join('\n')).toContain('turn.failed');
    expect(world.log.lines.join('\n')).not.toMatch(/canary|15550100|Alex|private words/);
  });
});

describe('a record that cannot be opened', () => {
  test('still answers a crisis in its language and pages', async () => {
    const world = await aWorld();
    const { keys } = world.parts;
    // As after a restart with a key store that was not restored.
    const lost: Keys = {
      read: (kind, id) => (kind === 'couple' ? Promise.resolve(null) : keys.read(kind, id)),
      create: (kind, id, wanted) => keys.create(kind, id, wanted),
      digest: (purpose, text) => keys.digest(purpose, text),
      system: keys.system,
      heads: keys.heads,
      verify: (broken, signal) => keys.verify(broken, signal),
      close: () => keys.close(),
    };
    const app = createApp({ ...world.parts, keys: lost });
    await app.receive(world.inbound('me quiero morir'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(world.said()).toEqual(['crisis-self.bare']);
    expect(world.rehearsal.sent[0]?.message.language).toBe('es');
    expect(await app.alerts()).toMatchObject([{ family: 'self', caseCode: 'C-017' }]);
  });
});

describe('a store that is gone', () => {
  test('has messages spooled and answered, a crisis helped at once, and all replayed in order', async () => {
    const world = await aWorld();
    world.store.gone = true;
    expect(await world.write('checkin')).toBe('spooled');
    expect(await world.write('I want to die')).toBe('spooled');
    expect(await world.write('I want to die')).toBe('spooled');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(world.said()).toEqual(['crisis-self.bare']);
    expect(world.told.map(({ message: { kind, text } }) => [kind, /entry-\d+/.exec(text)?.[0]])).toEqual([
      ['fallback', 'entry-000001'],
      ['fallback', 'entry-000002'],
    ]);
    world.store.gone = false;
    expect(await world.write('yes')).toBe('committed');
    expect(world.said().slice(1, 3)).toEqual(['check-in.private', 'check-in.mood']);
    expect(world.said()).toContain('crisis-self.thoughts');
    const [alert] = await world.app.alerts();
    expect(alert?.pages.filter((page) => page.reason === 'message')).toHaveLength(2);
    expect(await world.spool.entries()).toEqual([]);
  });

  test('and a spool that is gone too is a refusal, so that the provider tries again', async () => {
    const world = await aWorld();
    world.store.gone = true;
    world.spool.broken = true;
    await expect(world.write('hello')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

describe('a screening that fails', () => {
  test('asks whether the partner is safe', async () => {
    const world = await aWorld(() => ({
      screen: () => {
        throw new Error('rules');
      },
    }));
    await world.write('hello');
    expect(world.said()).toEqual(['safety-check.ask']);
  });
});

describe('one webhook fifty times at once', () => {
  test('is one turn', async () => {
    const world = await aWorld();
    const inbound = world.inbound('menu');
    const receipts = await Promise.all(Array.from({ length: 50 }, () => world.app.receive(inbound)));
    await world.app.drained();
    expect(receipts.filter((receipt) => receipt === 'committed')).toHaveLength(1);
    expect(world.said()).toEqual(['menu.ask']);
  });
});

describe('a channel that fails', () => {
  test('has a crisis text tried again on another verified address', () => {
    const addresses = [
      { channel: 'sms', id: 'one', verified: true },
      { channel: 'teams', id: 'two', verified: true },
      { channel: 'slack', id: 'three', verified: false },
    ] as const;
    const couple = aCouple({ a: { addresses } });
    const effect = { id: '1', type: 'send', to: 'a', lane: 'crisis', say: { key: 'x', params: {} } } as const;
    const to = [0, 1, 2].map((tries) => maySend(couple, effect, noon, tries));
    expect(to).toEqual([{ send: addresses[0] }, { send: addresses[1] }, { send: addresses[0] }]);
  });

  test('drops a nudge at once, and says so in the log of the couple', async () => {
    const world = await aWorld();
    world.rehearsal.failNext('+15550100', '30007');
    await world.clock.moveTo(noon + 8 * 3_600_000);
    await world.app.runDue();
    await world.app.drained();
    expect(world.said()).toEqual([]);
    const log = await world.app.history(`turn|${world.couple}|a`, 0);
    expect(log.map((entry) => entry.data['event'])).toContain('delivery-failed');
  });
});
