import { expect, test } from '@jest/globals';
import { cardOf } from '../../src/adapters/bot-framework/card.ts';
import { entryOf, toActivity } from '../../src/adapters/direct-line/render.ts';
import { toInbound } from '../../src/adapters/direct-line/webhook.ts';
import type { Rendered } from '../../src/ports/channel.ts';

const message: Rendered = {
  ...{ key: 'x.ask', text: 'Now?', labels: ['Now'], counselor: null, language: 'en', question: 'turn-1.0' },
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
  expect(JSON.stringify(cardOf(message, false))).toContain('"data":{"say":"Now","question":"turn-1.0"}');
});
