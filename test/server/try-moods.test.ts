import { expect, test } from '@jest/globals';
import { createRehearsalLanguage } from '../../src/adapters/rehearsal/language.ts';
import { stateOf } from '../../src/server/routes/try-state.ts';
import { worldWith } from '../support/second-opinion.ts';

test('the counselor’s corner has a partner’s trend and watches, and the chats have nothing of them', async () => {
  const language = createRehearsalLanguage();
  const world = await worldWith(language);
  const rehearsal = { now: () => world.clock.now(), before: () => 0 } as never;
  const stage = {
    couple: world.couple,
    counselor: 'Dana',
    supervisor: 'Robin',
    rehearsal,
    linesOf: () => ({}) as never,
    chatOf: () => '',
    exercises: [],
  };
  expect(await stateOf(world.app, stage)).toMatchObject({ moods: [] });
  await world.agrees('alex');
  language.answerNext({ negative: 0.95 });
  await world.says('alex', 'it all feels so heavy');
  const at = world.clock.now();
  expect(await stateOf(world.app, stage)).toMatchObject({
    moods: [{ name: 'Alex', trend: [{ at, negative: 0.95 }], watches: [{ at, by: 'sentiment' }] }],
  });
  const sent = JSON.stringify(world.rehearsal.sent);
  for (const canary of ['0.95', 'negative', 'trend', 'sentiment']) expect(sent).not.toContain(canary);
  expect(world.said('sam')).toEqual([]);
});
