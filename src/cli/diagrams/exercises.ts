import { type ChannelName, channelNames } from '../../domain/channel.ts';
import type { crossings, Dialog, Dialogs, Exercise, notFor } from '../../engine/machine/dialog.ts';
import type { Pages } from './folder.ts';

const barredWords: Readonly<Record<(typeof notFor)[number], string>> = {
  'protective-order': 'a protective or no-contact order',
  fear: 'fear of the other partner',
  'coercive-control': 'coercive control',
  'psychosis-or-mania': 'psychosis or mania',
  'suicidal-crisis': 'a suicidal crisis',
  'use-within-24-hours': 'use within the last 24 hours',
  withdrawal: 'signs of withdrawal',
  'heat-of-7-or-more': 'heat of 7 or more out of 10',
};

const crossingWords: Readonly<Record<(typeof crossings)[number], string>> = {
  nothing: 'nothing',
  'approved words': 'words that their writer saw in a preview and approved',
  'a chosen line': 'a line of ours that was chosen',
  'the time of the return': 'the time of the return',
  'that both are there': 'that both are there',
};

const channelWords: Readonly<Record<ChannelName, string>> = {
  'direct-line': 'the try page',
  sms: 'SMS',
  teams: 'Teams',
  slack: 'Slack',
  web: 'the web',
};

type Told = Dialog & { readonly exercise: Exercise };

/** The pages of `docs/exercises`: what each exercise says of itself, and a list of all. Pure. */
export function exercisePages(dialogs: Dialogs): Pages {
  const told = [...dialogs.values()].filter((dialog): dialog is Told => dialog.exercise !== undefined);
  const sorted = told.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return new Map([['README.md', listOf(sorted)], ...sorted.map((each) => [`${each.name}.md`, pageOf(each)] as const)]);
}

const listOf = (all: readonly Told[]): string =>
  [
    '# Exercises',
    '',
    'What each exercise says of itself: written from `dialogs/` by `npm run diagrams`; change it there (`exercise` of the dialog).',
    '',
    '| exercise | minutes | how it begins | what crosses | source |',
    '|---|---|---|---|---|',
    ...all.map((each) => `| ${rowOf(each).join(' | ')} |`),
    '',
  ].join('\n');

const rowOf = ({ name, shared, exercise }: Told): readonly string[] => [
  `[${name}](${name}.md)`,
  String(exercise.minutes),
  beginsBy(shared, exercise),
  exercise.crosses.map((each) => crossingWords[each]).join('; '),
  exercise.source,
];

const beginsBy = (shared: boolean, { planned }: Exercise): string =>
  planned === false
    ? shared
      ? 'out of another one'
      : 'by a word, or at its own time'
    : 'by the plan, behind the gate';

const pageOf = ({ name, shared, exercise }: Told): string =>
  [
    `# ${name}`,
    '',
    `Written from \`dialogs/${name}.ts\` by \`npm run diagrams\`; change it there. Its machine: [${name}](../dialogs/${name}.md).`,
    '',
    `- **Who**: ${shared ? 'both at once, each in their own chat' : 'one partner, in their own chat'}.`,
    `- **How long**: ${exercise.minutes} minutes.`,
    `- **Begins**: ${beginsBy(shared, exercise)}.`,
    `- **Not for**: ${exercise.notFor.map((each) => barredWords[each]).join('; ') || 'nobody is left out'}.`,
    `- **On**: ${(exercise.channels ?? channelNames).map((each) => channelWords[each]).join(', ')}.`,
    `- **Pairs**: ${exercise.relationships?.join(', ') ?? 'all'}.`,
    `- **Crosses to the other**: ${exercise.crosses.map((each) => crossingWords[each]).join('; ')}.`,
    `- **Source**: ${exercise.source}.`,
    '',
  ].join('\n');
