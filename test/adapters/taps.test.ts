import { expect, test } from '@jest/globals';
import { cardCallsOf, wordsIn } from '../../src/adapters/activity/value.ts';
import { answeredCard, cardOf } from '../../src/adapters/bot-framework/card.ts';
import { activitiesOf } from '../../src/adapters/bot-framework/render.ts';
import { entryOf, toActivity } from '../../src/adapters/direct-line/render.ts';
import { toInbound } from '../../src/adapters/direct-line/webhook.ts';
import type { Rendered } from '../../src/ports/channel.ts';
import { written } from '../support/written.ts';

const message: Rendered = {
  ...{ key: 'x.ask', ...written('Now?'), labels: ['Now'], counselor: null, language: 'en', question: 'turn-1.0' },
  buttons: [{ label: 'Now', value: 'now' }],
};

test('a Direct Line button brings its question back over the wire', () => {
  const stored = { seq: 1, at: 0, data: entryOf(message, 'reply') };
  const activity = toActivity('c', stored as never) as { suggestedActions?: { actions: { value: object }[] } };
  const value = activity.suggestedActions?.actions[0]?.value;
  const posted = { type: 'message', from: { id: 'alex' }, text: 'Now', value };
  expect(toInbound({ user: 'alex', conversation: 'c' }, posted)).toMatchObject({ text: 'Now', question: 'turn-1.0' });
});

test('a card’s button brings its question back', () => {
  expect(JSON.stringify(cardOf(message))).toContain(
    '"data":{"say":"Now","question":"turn-1.0","was":"Now?","calls":[]}',
  );
});

test('the answer takes the buttons’ place on a card; its words and numbers stay', () => {
  const card = JSON.stringify(answeredCard('Call 911 now.\nIs help on the way?', 'Yes'));
  for (const kept of ['Call 911 now.', 'Is help on the way?', '(tel:911)', '✓ Yes']) expect(card).toContain(kept);
  expect(card).not.toMatch(/Action/);
});

test('only the lines of a crisis card are links, before its answer and after', () => {
  const crisis = { ...message, ...written('Wait 100 seconds. Call 1-800-799-7233.', ['1-800-799-7233']) };
  const card = JSON.stringify(cardOf(crisis));
  expect(card.match(/tel:[+\d]+/g)).toEqual(['tel:+18007997233']);
  const [, data] = /"verb":"say","data":(\{.*?\}),"fallback"/.exec(card) ?? [];
  const tapped = { action: { data: JSON.parse(data ?? '') } };
  const answered = JSON.stringify(answeredCard(crisis.text, 'Now', cardCallsOf(tapped)));
  expect(answered.match(/tel:[+\d]+/g)).toEqual(['tel:+18007997233']);
  expect(wordsIn({ action: { data: { calls: ['call me'] } } })).toBe('');
});

test('a suggested action on webchat is a messageBack, which brings its question', () => {
  const reference = { channelId: 'webchat', conversation: 'c', bot: 'b', serviceUrl: 'https://smba.local.test/' };
  const outgoing = { address: 'alex', message, effect: 'e', lane: 'reply', at: 0 } as const;
  const [activity] = activitiesOf(outgoing, reference as never);
  expect(activity?.suggestedActions?.actions?.[0]).toMatchObject({ type: 'messageBack', title: 'Now' });
});
