import { channelNames } from '../../domain/channel.ts';
import { beginsBy, exercisesOf, type NamedExercise } from '../../domain/exercise.ts';
import type { Dialogs } from '../../engine/machine/dialog.ts';
import { clinicEn } from '../../web/console/texts/clinic-en.ts';
import { exercisesEn } from '../../web/console/texts/exercises-en.ts';
import type { Pages } from './folder.ts';

/** The pages of `docs/exercises`: what each exercise says of itself in the console's words, and a list of all. Pure. */
export function exercisePages(dialogs: Dialogs): Pages {
  const told = exercisesOf(dialogs.values());
  return new Map([['README.md', listOf(told)], ...told.map((each) => [`${each.name}.md`, pageOf(each)] as const)]);
}

const listOf = (all: readonly NamedExercise[]): string =>
  [
    '# Exercises',
    '',
    'What each exercise says of itself: written from `dialogs/` by `npm run diagrams`; change it there (`exercise` of the dialog).',
    'The plan, the gate, the menu and the console read it there too: what is not for such a pair, or not on the channel that a partner is written',
    'to, or waits for a counselor, is not offered, and whoever asks for it by its word is told so with a way on.',
    '',
    '| exercise | minutes | how it begins | what crosses | source |',
    '|---|---|---|---|---|',
    ...all.map((each) => `| ${rowOf(each).join(' | ')} |`),
    '',
  ].join('\n');

const crossed = ({ crosses }: NamedExercise): string =>
  crosses.map((each) => exercisesEn[`crosses.${each}`]).join('; ');

const begun = (exercise: NamedExercise): string =>
  [exercisesEn[`begins.${beginsBy(exercise)}`], ...(exercise.waits ? [exercisesEn['begins.opened']] : [])].join(', ');

const rowOf = (exercise: NamedExercise): readonly string[] => [
  `[${exercise.name}](${exercise.name}.md)`,
  String(exercise.minutes),
  begun(exercise),
  crossed(exercise),
  exercise.source,
];

const pageOf = (exercise: NamedExercise): string => {
  const { name, shared, minutes, notFor, channels, relationships, source } = exercise;
  return [
    `# ${name}`,
    '',
    `Written from \`dialogs/${name}.ts\` by \`npm run diagrams\`; change it there. Its machine: [${name}](../dialogs/${name}.md).`,
    '',
    `- **Who**: ${shared ? 'both at once, each in their own chat' : 'one partner, in their own chat'}.`,
    `- **How long**: ${minutes} minutes.`,
    `- **${exercisesEn['exercise.begins']}**: ${begun(exercise)}.`,
    `- **${exercisesEn['exercise.not-for']}**: ${notFor.map((each) => exercisesEn[`barred.${each}`]).join('; ') || exercisesEn['exercise.nobody']}.`,
    `- **${exercisesEn['exercise.on']}**: ${(channels ?? channelNames).map((each) => clinicEn[`channel.${each}`]).join(', ')}.`,
    `- **${exercisesEn['exercise.pairs']}**: ${relationships?.join(', ') ?? exercisesEn['exercise.all']}.`,
    `- **${exercisesEn['exercise.crosses']}**: ${crossed(exercise)}.`,
    `- **Source**: ${source}.`,
    '',
  ].join('\n');
};
