import { describe, expect, test } from '@jest/globals';
import { readCaseload } from '../../../src/app/aggregates/caseload.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { CoachError } from '../../../src/domain/errors.ts';
import { aWorld } from '../../support/app.ts';

describe('two counselors who race for one alert', () => {
  test('have one winner each of 100 times, in two processes too; the loser is told who', async () => {
    const { app, parts, write } = await aWorld();
    const other = createApp({ ...parts, worker: 'worker-2' });
    await write('I want to die');
    const id = (await app.alerts())[0]?.id ?? '';
    const wins = new Map<string, number>();
    for (let round = 0; round < 100; round += 1) {
      const racers = [
        { by: 'Dana', app },
        { by: 'Lee', app: round % 2 === 0 ? other : app },
      ];
      if (round % 3 === 0) racers.reverse();
      const ends = await Promise.allSettled(racers.map((each) => each.app.act(id, { type: 'claim', by: each.by })));
      const won = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value.holder ?? ''] : []));
      const lost = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as CoachError] : []));
      expect([won.length, lost.map(({ code, details }) => [code, details['holder']])]).toEqual([
        1,
        [['ALERT_HELD', won[0]]],
      ]);
      wins.set(won[0] ?? '', (wins.get(won[0] ?? '') ?? 0) + 1);
      await app.act(id, { type: 'release', by: won[0] ?? '' });
    }
    // A race that one of them always won would be none.
    expect(wins.size).toBe(2);
    const timeline = await app.audit('alert', id, 0, 1_000);
    expect(timeline.filter(({ event }) => event === 'claimed')).toHaveLength(100);
  });
});

describe('the caseload', () => {
  test('is read from the plain fields of the alerts, and refuses no claim', async () => {
    const { app, parts, write } = await aWorld();
    await write('I took all my pills');
    await write('I want to die and I have the gun in my hand');
    await write('he has a gun and he said he will kill me');
    const open = (await app.alerts()).filter(({ level }) => level === 'emergency');
    expect(open.length).toBeGreaterThan(2);
    for (const { id } of open) await app.act(id, { type: 'claim', by: 'Dana' });
    expect([...(await readCaseload(parts.store))]).toEqual([['Dana', open.length]]);
    await expect(app.act(open[0]?.id ?? '', { type: 'claim', by: 'Lee' })).rejects.toBeInstanceOf(CoachError);
  });
});
