import { describe, expect, test } from '@jest/globals';
import { aTap, dm, labelsOf, user, useSlackService, wordsOf } from '../../support/slack-service.ts';

const { aService, slack } = useSlackService();
const posts = () => slack().of('chat.postMessage');
const crisis = 'I want to kill myself tonight';

/** Somebody who was asked something, and the first button of it. */
async function asked(service: Awaited<ReturnType<typeof aService>>) {
  await service.write(crisis);
  const message = posts().find((each) => labelsOf(each).length > 0) ?? {};
  return { message, label: labelsOf(message)[0] ?? '' };
}

describe('a tap', () => {
  test('counts where its message cannot be changed any more', async () => {
    const service = await aService();
    const { message, label } = await asked(service);
    const before = posts().length;
    slack().next('chat.update', { error: 'message_not_found' });
    expect((await service.tap(aTap(message, label))).status).toBe(200);
    expect(posts().length).toBeGreaterThan(before);
    for (let tries = 0; tries < 100 && !service.allSaid().includes('card-kept'); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(service.allSaid()).toContain('SLACK_message_not_found');
  });
  test('that comes twice counts once, and a second one of the same message is no answer to the next question', async () => {
    const service = await aService();
    const { message, label } = await asked(service);
    const tap = aTap(message, label);
    await service.tap(tap);
    const after = posts().length;
    await service.tap(tap);
    expect(posts()).toHaveLength(after);
    await service.tap(aTap(message, label));
    const said = posts().slice(after).map(wordsOf);
    const open = posts()[after - 1];
    expect(said).toEqual([expect.stringMatching(/over|changes nothing/), wordsOf(open)]);
  });
  test('on a button that names no question says its words, as if they were written', async () => {
    const service = await aService();
    const { message, label } = await asked(service);
    const before = posts().length;
    const old = {
      ...aTap(message, label),
      actions: [{ action_id: 'say-0', action_ts: '1', value: JSON.stringify({ say: label }) }],
    };
    await service.tap(old);
    expect(posts().slice(before).map(wordsOf).join()).toContain('What keeps you from getting there');
  });
  test('of another workspace is refused', async () => {
    const service = await aService();
    const { message, label } = await asked(service);
    const before = posts().length;
    for (const foreign of [{ team: { id: 'T99' } }, { user: { id: user(), team_id: 'T99' } }])
      expect((await service.tap(aTap(message, label, foreign))).status).toBe(403);
    expect(posts()).toHaveLength(before);
  });
  test.each([
    ['a view that was closed', { type: 'view_closed', team: { id: 'T01' }, user: { id: 'U1' } }],
    ['a tap without a button', { type: 'block_actions', team: { id: 'T01' }, user: { id: 'U1' }, actions: [] }],
    [
      'a button that says nothing',
      { type: 'block_actions', team: { id: 'T01' }, user: { id: 'U1' }, actions: [{ value: '{}' }] },
    ],
  ])('that is %s is answered with 200 and nothing', async (_what, payload) => {
    const service = await aService();
    expect(await service.tap(payload)).toEqual({ status: 200, text: '' });
    expect(posts()).toEqual([]);
  });
  test('that nobody signed is refused', async () => {
    const service = await aService();
    expect(await service.tap({}, { 'x-slack-signature': 'v0=1' })).toEqual({ status: 401, text: '' });
  });
});

test('a tap replaces the buttons in the conversation it was made in', async () => {
  const service = await aService();
  const { message, label } = await asked(service);
  await service.tap(aTap(message, label));
  expect(await slack().until('chat.update')).toMatchObject([{ channel: dm() }]);
});
