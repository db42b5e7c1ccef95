import { expect, test } from '@jest/globals';
import { aMessage, dm, user, useSlackService, wordsOf } from '../../support/slack-service.ts';

const { aService, slack } = useSlackService();
const opened = (tab: string) => aMessage({ type: 'app_home_opened', tab, text: undefined, channel_type: undefined });
const viewOf = async () => {
  const [{ user_id, view } = {}] = await slack().until('views.publish');
  expect(slack().mistakes).toEqual([]);
  return { user_id, words: wordsOf(view as never) };
};

test('the home says in both languages what the coach is, that it is no emergency service, whom to call, how to stop', async () => {
  const { event } = await aService();
  expect((await event(opened('home'))).status).toBe(200);
  const { user_id, words } = await viewOf();
  expect(user_id).toBe(user());
  for (const said of ['not a person', 'not an emergency', '911', '988', 'STOP', 'no una persona', 'no es un servicio'])
    expect(words).toContain(said);
});

test('the home speaks the language in which somebody is written to', async () => {
  const { event, write } = await aService();
  await write('me quiero morir hoy');
  await event(opened('home'));
  const { words } = await viewOf();
  expect(words).toContain('no una persona');
  expect(words).not.toContain('not a person');
});

test('in a covered entity the home says that the chat is closed, and whom to call', async () => {
  const { event } = await aService({ crisisOnly: true });
  await event(opened('home'));
  const { words } = await viewOf();
  for (const said of ['closed', '988']) expect(words).toContain(said);
  expect(words).not.toContain('MENU');
});

test('a home that Slack does not take costs nothing', async () => {
  const { event, allSaid } = await aService();
  slack().next('views.publish', { error: 'missing_scope' });
  expect((await event(opened('home'))).status).toBe(200);
  for (let tries = 0; tries < 100 && !allSaid().includes('home-unshown'); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(allSaid()).toContain('SLACK_missing_scope');
});

test('whoever opens the messages is greeted once', async () => {
  const { event } = await aService();
  await event(opened('messages'));
  await event(opened('messages'));
  expect(slack().of('chat.postMessage')).toMatchObject([{ channel: dm() }]);
  expect(slack().of('views.publish')).toEqual([]);
});
