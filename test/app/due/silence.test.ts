import { describe, expect, test } from '@jest/globals';
import { aWorld } from '../../support/app.ts';
import { noon } from '../../support/engine.ts';

const minute = 60_000;

describe('silence after a crisis question', () => {
  test.each([
    [[]],
    [['please stop']],
    [['leave me alone']],
    [['stop texting me']],
    [['please stop', 'please stop']],
    [['hmm']],
    [["I'm driving. I'll reply later."]],
    [['please help me']],
  ])('is paged as silence, whatever was written that is no answer: %j', async (between) => {
    const world = await aWorld();
    await world.write('I want to die');
    expect((await world.app.alerts()).flatMap(({ pages }) => pages.map(({ reason }) => reason))).toEqual(['message']);
    for (const text of between) await world.write(text);
    for (const minutes of [11, 22, 33, 45]) {
      await world.clock.moveTo(noon + minutes * minute);
      await world.app.runDue();
      await world.app.drained();
    }
    const [alert] = await world.app.alerts();
    const reasons = alert?.pages.map(({ reason }) => reason) ?? [];
    expect(reasons.some((reason) => reason === 'silence' || reason === 'answer')).toBe(true);
  });

  test.each([['yes but he has the code'], ['maybe yes'], ['sí pero él lo ve']])(
    'is paged too where a phone that may be read was not said to be private: %s',
    async (text) => {
      const world = await aWorld();
      await world.write("I'm scared of him, he hit me");
      const before = world.said().length;
      await world.write(text);
      expect(world.said()).toHaveLength(before);
      for (const minutes of [11, 22, 33, 45]) {
        await world.clock.moveTo(noon + minutes * minute);
        await world.app.runDue();
        await world.app.drained();
      }
      const [alert] = await world.app.alerts();
      expect(alert?.pages.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/silence|answer/));
    },
  );
});
