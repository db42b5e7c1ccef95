import { describe, expect, test } from '@jest/globals';
import { openTasks } from '../../src/domain/alert.ts';
import { aWorld } from '../support/app.ts';

const phone = '+15550100';
type World = Awaited<ReturnType<typeof aWorld>>;
const teams = { channel: 'teams', address: 'sam', reference: 'r', conversation: 'c' } as const;
const remove = (world: World) => world.write('', { ...teams, left: true });
const install = (world: World) => world.write('', { ...teams, arrived: true });
const ended = async (world: World) =>
  (await world.app.couple(world.couple))?.b?.addresses.map(({ ended }) => ended?.code);
const tasks = async (world: World) =>
  (await world.app.alerts()).flatMap(openTasks).map(({ kind, code }) => [kind, code]);

describe('an app that is taken away', () => {
  test('is an address that nothing is sent to, until it comes back', async () => {
    const world = await aWorld();
    await install(world);
    await remove(world);
    expect(await ended(world)).toEqual(['UNINSTALLED']);
    expect(await tasks(world)).toEqual([]);
    await install(world);
    expect(await ended(world)).toEqual([undefined]);
  });
  test('in an open case is a task where nothing else reaches the partner, once', async () => {
    const world = await aWorld();
    await install(world);
    await world.write('I want to die', teams);
    await remove(world);
    await remove(world);
    expect(await tasks(world)).toEqual([['undeliverable', 'UNINSTALLED']]);
  });
  test('in an open case is no task where another address is left', async () => {
    const world = await aWorld();
    const { code } = await world.app.inviteAgain('C-017', 'b', 'slack');
    await world.write(code, { channel: 'slack', address: 'sam-slack' });
    await world.write('I want to die', teams);
    await remove(world);
    expect(await tasks(world)).toEqual([]);
    expect(await ended(world)).toEqual(['UNINSTALLED', undefined]);
  });
  test('and comes back greets its partner once, with the question that was open', async () => {
    const world = await aWorld();
    await install(world);
    await world.write('checkin', teams);
    await remove(world);
    const before = world.said('sam').length;
    await install(world);
    await install(world);
    expect(world.said('sam').slice(before)).toEqual(['coach.hello', 'coach.back', 'check-in.mood']);
  });
  test('and comes back in an open case says its lines again', async () => {
    const world = await aWorld();
    await install(world);
    await world.write('I want to die', teams);
    await remove(world);
    const before = world.said('sam').length;
    await install(world);
    expect(world.said('sam').slice(before)[0]).toMatch(/^crisis-self\./);
  });
  test('and comes back in a violence case, after STOP or while a counselor answers says nothing', async () => {
    for (const text of ['he hits me and I am scared of him', 'STOP']) {
      const world = await aWorld();
      await install(world);
      await world.write(text, teams);
      await remove(world);
      const before = world.said('sam').length;
      await install(world);
      expect(world.said('sam').slice(before)).toEqual([]);
    }
    const world = await aWorld();
    await install(world);
    await world.write('I want to die', teams);
    const [alert] = await world.app.alerts();
    await world.app.act(alert?.id ?? '', { type: 'take-over', by: 'Dana' });
    await world.app.drained();
    await remove(world);
    const before = world.said('sam').length;
    await install(world);
    expect(world.said('sam').slice(before)).toEqual([]);
  });
  test('says nothing to anybody, and nothing to the other partner', async () => {
    const world = await aWorld();
    await world.write('I want to die', teams);
    const before = [world.said('sam').length, world.said(phone).length];
    await remove(world);
    expect([world.said('sam').length, world.said(phone).length]).toEqual(before);
  });
});
