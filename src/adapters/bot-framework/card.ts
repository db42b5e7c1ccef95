import { bodyOfWords } from '../../domain/find.ts';
import { type Block, callsOf, type Inline, leavesOf } from '../../domain/message.ts';
import type { Rendered } from '../../ports/channel.ts';

/** Teams shows six actions of a set and hides the others. */
const mostInSet = 6;

/**
 * A message as an Adaptive Card 1.5. Each button is an `Action.Execute` with an `Action.Submit` for clients that know no
 * other, and carries what stands on it. Text runs, unlike text blocks, know no Markdown: lines and numbers stay as they
 * are. What can be called or opened follows as links. Pure.
 */
export function cardOf({
  text,
  body,
  buttons,
  question,
}: Pick<Rendered, 'text' | 'body' | 'buttons' | 'question'>): object {
  const calls = callsOf(body);
  const actions = buttons.map(({ label }) => actionOf(label, question, text, calls));
  const sets = Array.from({ length: Math.ceil(actions.length / mostInSet) }, (_, index) => ({
    type: 'ActionSet',
    actions: actions.slice(index * mostInSet, (index + 1) * mostInSet),
  }));
  return {
    ...envelope,
    fallbackText: [text, ...buttons.map(({ label }) => label)].join('\n\n'),
    body: [...linesOf(body), ...linksOf(body), ...sets],
  };
}

/** What a card becomes once a button of it was tapped: its words, and below them the answer. Only its links are left to tap. Pure. */
export function answeredCard(text: string, said: string, calls?: readonly string[]): object {
  const answer = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: `✓ ${said}`, weight: 'Bolder' }] };
  const body = bodyOfWords(text, calls);
  return { ...envelope, fallbackText: `${text}\n\n✓ ${said}`, body: [...linesOf(body), ...linksOf(body), answer] };
}

const envelope = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
} as const;

const linesOf = (body: readonly Block[]): readonly object[] =>
  body
    .flatMap((block) =>
      block.type === 'line'
        ? [block.inlines]
        : block.items.map((item): readonly Inline[] => [{ type: 'text', text: '• ' }, ...item]),
    )
    .map((inlines) => joined(inlines.flatMap(runsOf)))
    .filter((runs) => runs.some(({ text }) => text.trim() !== ''))
    .map((inlines) => ({ type: 'RichTextBlock', inlines }));

interface Run {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
}

const runsOf = (inline: Inline): readonly Run[] =>
  inline.type === 'emphasis'
    ? inline.inlines.map(({ text }) => ({ type: 'TextRun', text, weight: 'Bolder' }))
    : [{ type: 'TextRun', text: inline.text }];

/** Runs that look alike are one: a line without emphasis is a single run, for whoever reads a card by its runs. */
function joined(runs: readonly Run[]): readonly Run[] {
  const one: Run[] = [];
  for (const run of runs) {
    const last = one.at(-1);
    if (last && last.weight === run.weight) one.splice(-1, 1, { ...last, text: last.text + run.text });
    else one.push(run);
  }
  return one;
}

/** A run's `selectAction` opens no `tel:` in Teams: links stand in a text block of their own, once each. */
function linksOf(body: readonly Block[]): readonly object[] {
  const links = leavesOf(body).flatMap((leaf) =>
    leaf.type === 'text' ? [] : `[${escaped(leaf.text)}](${leaf.href.replaceAll('(', '%28').replaceAll(')', '%29')})`,
  );
  const text = [...new Set(links)].join(' · ');
  return links.length > 0 ? [{ type: 'TextBlock', wrap: true, weight: 'Bolder', text }] : [];
}

/** What stands in a Markdown link's words: signs that would mean something are taken as they are. */
const escaped = (words: string): string => words.replaceAll(/[\\[\]*_`<>]/g, String.raw`\$&`);

/** `was` and `calls` come back with the tap: the answer takes the buttons' place under the same words and lines. */
function actionOf(title: string, question: string | undefined, was: string, calls: readonly string[]): object {
  const data = { say: title, ...(question === undefined ? {} : { question }) };
  const fallback = { type: 'Action.Submit', title, data };
  return { type: 'Action.Execute', title, verb: 'say', data: { ...data, was, calls }, fallback };
}
