import type { Rendered } from '../../ports/channel.ts';
import type { Posted } from './activity.ts';

/** Slack takes five buttons to a row and refuses more. */
const mostInRow = 5;

/** The name of a button that belongs to no question. */
const noQuestion = 'say';

/**
 * A message with buttons as Slack's own, for `channelData`: Azure Bot Service writes suggested actions there as a list that
 * nobody can tap. A button's name is its question; its value is what stands on it. Pure.
 */
export function slackMessage({
  text,
  buttons,
  question = noQuestion,
}: Pick<Rendered, 'text' | 'buttons' | 'question'>): object {
  const rows = Array.from({ length: Math.ceil(buttons.length / mostInRow) }, (_, row) =>
    buttons.slice(row * mostInRow, (row + 1) * mostInRow).map(({ label }) => label),
  );
  return {
    text: escaped(text),
    mrkdwn: false,
    attachments: rows.map((labels, row) => ({
      callback_id: `row-${row}`,
      fallback: escaped(labels.join(', ')),
      actions: labels.map((label) => ({ type: 'button', name: question, text: label, value: label })),
    })),
  };
}

/** The three signs that Slack would read as its own. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An activity of Slack with its tapped button where those of other channels are: in the value. Pure. */
export function withSlackTap(posted: Posted): Posted {
  const { payload, Payload } = posted.channelData ?? {};
  const action = posted.channelId === 'slack' ? (payload ?? Payload)?.actions?.[0] : undefined;
  if (!action?.value) return posted;
  const question = action.name && action.name !== noQuestion ? { question: action.name } : {};
  return { ...posted, value: { say: action.value, ...question } };
}
