import type { Rendered } from '../../ports/channel.ts';
import { entities, mrkdwnOf } from '../messaging/mrkdwn.ts';
import type { Posted } from './activity.ts';

/** Slack takes five buttons to a row and refuses more. */
const mostInRow = 5;

/** The name of a button that belongs to no question. */
const noQuestion = 'say';

/**
 * A message as Slack's own, for `channelData`: of any other text Azure Bot Service makes markup as it sees fit, and suggested
 * actions it writes as a list that nobody can tap. Buttons are of the older kind: those of blocks answer with an error
 * there (https://github.com/howdyai/botkit/issues/2050). A button's name is its question; its value is what stands on it. Pure.
 */
export function slackMessage({
  body,
  buttons,
  question = noQuestion,
}: Pick<Rendered, 'body' | 'buttons' | 'question'>): object {
  const rows = Array.from({ length: Math.ceil(buttons.length / mostInRow) }, (_, row) =>
    buttons.slice(row * mostInRow, (row + 1) * mostInRow).map(({ label }) => label),
  );
  const attachments = rows.map((labels, row) => ({
    callback_id: `row-${row}`,
    fallback: entities(labels.join(', ')),
    actions: labels.map((label) => ({ type: 'button', name: question, text: label, value: label })),
  }));
  return { text: mrkdwnOf(body), mrkdwn: true, ...(attachments.length > 0 ? { attachments } : {}) };
}

/** An activity of Slack with its tapped button where those of other channels are: in the value. Pure. */
export function withSlackTap(posted: Posted): Posted {
  const { payload, Payload } = posted.channelData ?? {};
  const action = posted.channelId === 'slack' ? (payload ?? Payload)?.actions?.[0] : undefined;
  if (!action?.value) return posted;
  const question = action.name && action.name !== noQuestion ? { question: action.name } : {};
  return { ...posted, value: { say: action.value, ...question } };
}
