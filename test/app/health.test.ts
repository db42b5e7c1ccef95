import { expect, test } from '@jest/globals';
import { aWorld } from '../support/app.ts';

const later = { code: 'STORE_UNAVAILABLE', blocks: true } as const;

test('a store that cannot be written blocks, is told once, and passes', async () => {
  const world = await aWorld();
  const { app, log, clock } = world;
  expect(await app.checkHealth()).toEqual([]);
  world.store.gone = true;
  expect(await app.checkHealth()).toEqual([]);
  const past = clock.real;
  clock.real = () => past() + 3_100;
  expect(await app.checkHealth()).toEqual([{ ...later, about: 'store' }]);
  clock.real = () => past() + 6_200;
  await app.checkHealth();
  expect(log.lines.filter((line) => line.includes('health.problem'))).toHaveLength(1);
  world.store.gone = false;
  clock.real = () => past() + 9_300;
  expect(await app.checkHealth()).toEqual([]);
});

test('a spool that fails while the store works blocks readiness and no message', async () => {
  const world = await aWorld();
  world.spool.broken = true;
  world.spool.entries = () => Promise.reject(new Error('no disk'));
  expect(await world.app.checkHealth()).toEqual([{ ...later, about: 'spool' }]);
  expect(await world.write('I want to die')).toBe('committed');
  expect(await world.app.alerts()).toHaveLength(1);
});
