import { bodyOfWords } from '../../domain/find.ts';
import { type Block, callsOf, type Inline, leavesOf } from '../../domain/message.ts';
import type { Rendered } from '../../ports/channel.ts';
import type { Picture } from '../messaging/picture-in.ts';

/** Teams shows six actions of a set and hides the others. */
const mostInSet = 6;

/**
 * A message as an Adaptive Card 1.5. Each button is an `Action.Execute` with an `Action.Submit` for clients that know no
 * other, and carries what stands on it. Text runs, unlike text blocks, know no Markdown: lines and numbers stay as they
 * are. What can be called or opened follows as links. A crisis has a look of its own. Pure.
 */
export function cardOf(
  { text, body, buttons, question }: Pick<Rendered, 'text' | 'body' | 'buttons' | 'question'>,
  isCrisis = false,
  picture: Picture | null = null,
): object {
  const back = { ...(question === undefined ? {} : { question }), ...(isCrisis ? { isCrisis } : {}) };
  const calls = callsOf(body);
  const actions = buttons.map(({ label }) => actionOf(label, back, text, calls));
  const sets = Array.from({ length: Math.ceil(actions.length / mostInSet) }, (_, index) => ({
    type: 'ActionSet',
    actions: actions.slice(index * mostInSet, (index + 1) * mostInSet),
  }));
  return {
    ...envelope,
    fallbackText: [text, ...buttons.map(({ label }) => label)].join('\n\n'),
    body: [...wordsOf(body, isCrisis), ...(picture ? [imageOf(picture)] : []), ...sets],
  };
}

const imageOf = ({ url, words }: Picture): object => ({ type: 'Image', url, altText: words, size: 'Stretch' });

/** What a card becomes once a button of it was tapped: its words, and below them the answer. Only its links are left to tap. Pure. */
export function answeredCard(text: string, said: string, calls?: readonly string[], isCrisis = false): object {
  const answer = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: `✓ ${said}`, weight: 'Bolder' }] };
  return {
    ...envelope,
    fallbackText: `${text}\n\n✓ ${said}`,
    body: [...wordsOf(bodyOfWords(text, calls), isCrisis), answer],
  };
}

/**
 * Words and links. In a crisis the first line stands out, and every line that can be called is a large tap in a row by itself, on
 * a ground of its own. Lines of words stay parts of the card itself, for whoever reads a card by its parts.
 */
function wordsOf(body: readonly Block[], isCrisis: boolean): readonly object[] {
  const links = linksOf(body);
  if (!isCrisis) return [...linesOf(body), ...(links.length > 0 ? [linkBlock(links.join(' · '))] : [])];
  const [first, ...rest] = linesOf(body);
  const lead = first && { ...first, inlines: first.inlines.map((run) => ({ ...run, ...standsOut })) };
  const taps = links.map((link) => ({ ...linkBlock(link), size: 'Large', spacing: 'Medium' }));
  const ground = { type: 'Container', style: 'attention', bleed: true, items: taps };
  return [...(lead ? [lead] : []), ...rest, ...(taps.length > 0 ? [ground] : [])];
}

const standsOut = { weight: 'Bolder', size: 'Medium', color: 'Attention' } as const;

/** What every card begins with. */
export const envelope = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
} as const;

const linesOf = (body: readonly Block[]): readonly Line[] =>
  body
    .flatMap((block) =>
      block.type === 'line'
        ? [block.inlines]
        : block.items.map((item): readonly Inline[] => [{ type: 'text', text: '• ' }, ...item]),
    )
    .map((inlines) => joined(inlines.flatMap(runsOf)))
    .filter((runs) => runs.some(({ text }) => text.trim() !== ''))
    .map((inlines) => ({ type: 'RichTextBlock', inlines }));

interface Line {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly Run[];
}

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

/** Every address and crisis line as a Markdown link, once. Pure. */
function linksOf(body: readonly Block[]): readonly string[] {
  const links = leavesOf(body).flatMap((leaf) =>
    leaf.type === 'text' ? [] : `[${escaped(leaf.text)}](${leaf.href.replaceAll('(', '%28').replaceAll(')', '%29')})`,
  );
  return [...new Set(links)];
}

/** A run's `selectAction` opens no `tel:` in Teams: links stand in a text block of their own. */
const linkBlock = (text: string): object => ({ type: 'TextBlock', wrap: true, weight: 'Bolder', text });

/** What stands in a Markdown link's words: signs that would mean something are taken as they are. */
const escaped = (words: string): string => words.replaceAll(/[\\[\]*_`<>]/g, String.raw`\$&`);

/** `was` and `calls` come back with the tap: the answer takes the buttons' place under the same words and lines. */
function actionOf(title: string, back: object, was: string, calls: readonly string[]): object {
  const data = { say: title, ...back };
  const fallback = { type: 'Action.Submit', title, data };
  return { type: 'Action.Execute', title, verb: 'say', data: { ...data, was, calls }, fallback };
}
