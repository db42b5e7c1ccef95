import { expect, test } from '@jest/globals';
import { useSlackService, wordsOf } from '../../support/slack-service.ts';

const { aService, slack } = useSlackService();

test('in a covered entity a crisis is screened, answered and paged, and nothing else is said', async () => {
  const { write, alerts, store } = await aService({ crisisOnly: true });
  const before = await store.count('couple');
  await write('hello');
  expect(slack().of('chat.postMessage')).toEqual([]);
  await write('I want to kill myself tonight');
  expect(slack().of('chat.postMessage').map(wordsOf).join()).toContain('988');
  expect(await alerts()).toMatchObject([{ level: 'emergency' }]);
  expect(await store.count('couple')).toBe(before + 1);
});
