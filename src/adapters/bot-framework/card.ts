import { phoneNumbersIn } from '../../domain/phone-numbers.ts';
import type { Rendered } from '../../ports/channel.ts';

/** Teams shows six actions of a set and hides the others. */
const mostInSet = 6;

/**
 * A question as an Adaptive Card 1.5. Each button is an `Action.Execute` with an `Action.Submit` for clients that know no
 * other, and carries what stands on it. Text runs, unlike text blocks, know no Markdown: lines and numbers stay as they
 * are. The numbers of a crisis text follow as links. Pure.
 */
export function cardOf(
  { text, buttons, question, calls }: Pick<Rendered, 'text' | 'buttons' | 'question' | 'calls'>,
  crisis: boolean,
): object {
  const actions = buttons.map(({ label }) => actionOf(label, question, text, crisis ? calls : undefined));
  const sets = Array.from({ length: Math.ceil(actions.length / mostInSet) }, (_, index) => ({
    type: 'ActionSet',
    actions: actions.slice(index * mostInSet, (index + 1) * mostInSet),
  }));
  return {
    ...envelope,
    fallbackText: [text, ...buttons.map(({ label }) => label)].join('\n\n'),
    body: [...linesOf(text), ...(crisis ? linksOf(text, calls) : []), ...sets],
  };
}

/** What a card becomes once a button of it was tapped: its words, and below them the answer. Only its lines are left to tap. Pure. */
export function answeredCard(text: string, said: string, calls?: readonly string[]): object {
  const answer = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: `✓ ${said}`, weight: 'Bolder' }] };
  return {
    ...envelope,
    fallbackText: `${text}\n\n✓ ${said}`,
    body: [...linesOf(text), ...linksOf(text, calls), answer],
  };
}

const envelope = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
} as const;

const linesOf = (text: string): readonly object[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: line }] }));

function linksOf(text: string, calls?: readonly string[]): readonly object[] {
  const links = new Set(phoneNumbersIn(text, calls).map(({ shown, href }) => `[${shown}](${href})`));
  return links.size > 0 ? [{ type: 'TextBlock', wrap: true, weight: 'Bolder', text: [...links].join(' · ') }] : [];
}

/** `was` and `calls` come back with the tap: the answer takes the buttons' place under the same words and lines. */
function actionOf(title: string, question: string | undefined, was: string, calls?: readonly string[]): object {
  const data = { say: title, ...(question === undefined ? {} : { question }) };
  const fallback = { type: 'Action.Submit', title, data };
  return { type: 'Action.Execute', title, verb: 'say', data: { ...data, was, ...(calls ? { calls } : {}) }, fallback };
}
