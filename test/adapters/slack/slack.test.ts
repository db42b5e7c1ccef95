import { describe, expect, test } from '@jest/globals';
import { aMessage, aTap, dm, labelsOf, useSlackService, wordsOf } from '../../support/slack-service.ts';

const { aService, slack } = useSlackService();
const posts = () => slack().of('chat.postMessage');
const crisis = 'I want to kill myself tonight';

describe('a direct message', () => {
  test('is answered in its conversation by chat.postMessage, once it is committed', async () => {
    const { write } = await aService();
    expect(await write('hello')).toEqual({ status: 200, text: '' });
    expect(posts()).toMatchObject([{ channel: dm(), text: 'Side by Side' }]);
    expect(wordsOf(posts()[0])).toContain('invite code');
    expect(slack().mistakes).toEqual([]);
  });
  test('in a crisis is answered with the lines and pages', async () => {
    const { write, alerts } = await aService();
    await write(crisis);
    expect(posts().map(wordsOf).join()).toContain('988');
    expect(await alerts()).toMatchObject([{ level: 'emergency' }]);
  });
  test('that Slack sends again is taken once', async () => {
    const { event } = await aService();
    const posted = aMessage({ text: 'hello' });
    for (const retry of ['0', '1', '2', '3'])
      expect((await event(posted, { 'x-slack-retry-num': retry, 'x-slack-retry-reason': 'http_timeout' })).status).toBe(
        200,
      );
    expect(posts()).toHaveLength(1);
  });
});

test('a tapped answer counts, and takes the place of the buttons', async () => {
  const { write, tap } = await aService();
  await write(crisis);
  const asked = posts().find((each) => labelsOf(each).length > 0) ?? {};
  const before = posts().length;
  const [label = ''] = labelsOf(asked);
  expect(await tap(aTap(asked, label))).toEqual({ status: 200, text: '' });
  expect(posts().length).toBeGreaterThan(before);
  const updates = await slack().until('chat.update');
  expect(updates).toMatchObject([{ channel: dm(), ts: '1700000000.000001', text: 'Side by Side' }]);
  expect(wordsOf(updates[0])).toBe(`${wordsOf(asked).trim()}\n✓ ${label}`);
  expect(labelsOf(updates[0])).toEqual([]);
});
