import { expect, test } from '@jest/globals';
import { whyOf } from '../../src/server/routes/try-why.ts';
import { aWorld } from '../support/app.ts';

interface Turn {
  readonly what: string;
  readonly text?: string;
  readonly reason: string | null;
  readonly code?: string;
  readonly lane?: string;
  readonly heard?: readonly { rule: string; category: string; level: string; words: string }[];
}

const rehearsal = { before: () => 0 } as never;
type World = Awaited<ReturnType<typeof aWorld>>;

/** What is explained of each phone, by its user. */
async function why({ app, couple }: World): Promise<Readonly<Record<string, readonly Turn[]>>> {
  const { phones } = (await whyOf(app, { couple, rehearsal })) as { phones: { user: string; turns: Turn[] }[] };
  return Object.fromEntries(phones.map(({ user, turns }) => [user, turns]));
}

test('a message is explained by the rule and the words that were heard in it, on its own phone alone', async () => {
  const world = await aWorld();
  await world.write('Hello. I want to die tonight');
  await world.write('menu', { channel: 'teams', address: 'sam' });
  const { '+15550100': alex = [], sam = [] } = await why(world);
  const [heard] = alex[0]?.heard ?? [];
  expect(heard).toMatchObject({ category: 'suicide', words: expect.stringMatching(/want to die/) });
  expect(heard?.rule).toMatch(/^suicide/);
  expect(sam).toMatchObject([{ what: 'message', text: 'menu', heard: [], reason: null }]);
  expect(JSON.stringify(sam)).not.toContain('die');
  expect(world.log.lines.join()).not.toMatch(/want to die/);
});

test('silence has its reason: a counselor answers, STOP, quiet hours, a pause, a provider that refuses', async () => {
  const world = await aWorld();
  const reasons = async () => (await why(world))['+15550100']?.map(({ reason }) => reason);
  await world.write('STOP');
  await world.write('hello there friend');
  expect(await reasons()).toContain('opted-out');
  await world.write('START');
  world.rehearsal.failNext('+15550100', 'HTTP_400');
  await world.app.reportUndelivered(world.couple, 'a', '30007');
  expect((await why(world))['+15550100']?.[0]).toMatchObject({ what: 'unsent', reason: 'refused', code: '30007' });
  await world.write('I want to die');
  const [alert] = await world.app.alerts();
  await world.app.act(alert?.id ?? '', { type: 'take-over', by: 'Dana' });
  await world.app.drained();
  await world.write('are you there');
  expect((await reasons())?.[0]).toBe('counselor-answers');
});

test('a nudge that waits or is let go says why', async () => {
  const world = await aWorld();
  const hour = 3_600_000;
  // Noon in Chicago was the beginning; its check-in is at eight.
  const at = async (later: number) => {
    await world.clock.moveTo(world.parts.clock.now() + later);
    await world.app.runDue();
    await world.app.drained();
  };
  await at(7.9 * hour);
  await world.write('menu');
  for (let half = 0; half < 4; half += 1) await at(hour / 2);
  const { '+15550100': alex = [] } = await why(world);
  const nudges = alex.filter(({ lane }) => lane === 'nudge').map(({ reason }) => reason);
  expect(nudges.at(-1)).toBe('busy');
  expect(nudges[0]).toBe('quiet-hours');
});
