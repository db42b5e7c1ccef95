import type { Rendered } from '../../ports/channel.ts';

/** Teams shows six actions of a set and hides the others. */
const mostInSet = 6;

/**
 * A question as an Adaptive Card 1.5. Each button is an `Action.Execute` with an `Action.Submit` for clients that know no
 * other, and carries what stands on it. Text runs, unlike text blocks, know no Markdown. Pure.
 */
export function cardOf({ text, buttons, question }: Pick<Rendered, 'text' | 'buttons' | 'question'>): object {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const actions = buttons.map(({ label }) => actionOf(label, question));
  const sets = Array.from({ length: Math.ceil(actions.length / mostInSet) }, (_, index) => ({
    type: 'ActionSet',
    actions: actions.slice(index * mostInSet, (index + 1) * mostInSet),
  }));
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: [...lines.map((line) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: line }] })), ...sets],
  };
}

function actionOf(title: string, question: string | undefined): object {
  const data = { say: title, ...(question === undefined ? {} : { question }) };
  return { type: 'Action.Execute', title, verb: 'say', data, fallback: { type: 'Action.Submit', title, data } };
}
