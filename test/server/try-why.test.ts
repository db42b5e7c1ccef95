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
  const { receipt = '' } = world.rehearsal.sent.findLast(({ address }) => address === '+15550100') ?? {};
  await world.app.report({ channel: 'sms', receipt, state: 'undelivered', code: '30007' });
  expect((await why(world))['+15550100']?.[0]).toMatchObject({ what: 'unsent', reason: 'refused', code: '30007' });
  await world.write('I want to die');
  const [alert] = await world.app.alerts();
  await world.app.act(alert?.id ?? '', { type: 'take-over', by: 'Dana' });
  await world.app.drained();
  await world.write('are you there');
  expect((await reasons())?.[0]).toBe('counselor-answers');
});

test.each([
  ['busy', 8.1],
  ['quiet-hours', 10],
  ['skipped_stale', 20],
])('a nudge that is not sent says why: %s', async (reason, hours) => {
  const world = await aWorld();
  // It is noon in Chicago; the check-in is at eight, quiet hours begin at nine.
  await world.clock.moveTo(world.parts.clock.now() + 7.9 * 3_600_000);
  await world.write('menu');
  await world.clock.moveTo(world.parts.clock.now() + (hours - 7.9) * 3_600_000);
  await world.app.runDue();
  const { '+15550100': alex = [] } = await why(world);
  expect(alex.find(({ what }) => what === 'unsent')).toMatchObject({ lane: 'nudge', reason });
});
