import { actionWords } from '../../engine/machine/actions.ts';
import {
  type Action,
  type Dialog,
  type DialogState,
  type Dialogs,
  type Transition,
  transitionsBy,
} from '../../engine/machine/dialog.ts';
import { guardWords } from '../../engine/machine/guards.ts';
import type { Pages } from './folder.ts';
import { durationWords } from './wording.ts';

/** The pages of `docs/dialogs`, one for each dialog. Pure. */
export const diagramPages = (dialogs: Dialogs): Pages =>
  new Map([...dialogs.values()].map((dialog) => [`${dialog.name}.md`, pageOf(dialog)]));

/** The page of a dialog, docs/dialogs/NAME.md: what holds for all of it, and its machine as a diagram. Pure. */
export const pageOf = (dialog: Dialog): string =>
  [
    `# ${dialog.name}`,
    '',
    `Drawn from \`dialogs/${dialog.name}.ts\` by \`npm run diagrams\`; change it there.`,
    '',
    factsOf(dialog),
    '',
    '```mermaid',
    ...diagramOf(dialog),
    '```',
    '',
  ].join('\n');

function factsOf({ version, lane, uninterruptible, delays }: Dialog): string {
  const named = Object.entries(delays).map(([name, ms]) => `\`${name}\` ${durationWords(ms)}`);
  return [
    `Version ${version}.`,
    `Lane \`${lane}\`.`,
    ...(uninterruptible ? ['Commands such as PAUSE do not leave it.'] : []),
    ...(named.length > 0 ? [`Delays: ${named.join(', ')}.`] : []),
  ].join(' ');
}

/** The lines of a Mermaid `stateDiagram-v2`: each state with what it says and asks, each transition with what leads there. */
function diagramOf(dialog: Dialog): readonly string[] {
  const states = Object.entries(dialog.states);
  return [
    'stateDiagram-v2',
    ...states.flatMap(([name, state]) => stateLines(dialog.name, name, state)),
    `  [*] --> ${idOf(dialog.initial)}`,
    ...states.flatMap(([name, state]) => transitionLines(dialog, name, state)),
  ];
}

/** A state's name may be a word of Mermaid's own, such as `note`: its id never is. */
const idOf = (state: string): string => `s_${state.replace(/\W/g, '_')}`;

const stateLines = (dialog: string, name: string, { entry = [] }: DialogState): readonly string[] => [
  `  state "${plainly(name)}" as ${idOf(name)}`,
  ...entry.map((action) => `  ${idOf(name)} : ${plainly(actionWords(dialog, action))}`),
];

function transitionLines(dialog: Dialog, name: string, state: DialogState): readonly string[] {
  return [
    ...transitionsBy(state).flatMap(([trigger, transitions]) =>
      transitions.map((each, index) => transitionLine(dialog.name, name, spoken(trigger, dialog), index === 0, each)),
    ),
    ...(state.type === 'final' ? [`  ${idOf(name)} --> [*]`] : []),
  ];
}

/** What leads on, in words: nothing for `always`, an event's name, the time of a delay. */
function spoken(trigger: string, { delays }: Dialog): string {
  if (trigger === 'always') return '';
  const ms = delays[trigger];
  return ms === undefined ? trigger : `after ${durationWords(ms)}`;
}

function transitionLine(dialog: string, from: string, trigger: string, first: boolean, transition: Transition): string {
  const { target = from, guard, actions = [] } = typeof transition === 'string' ? { target: transition } : transition;
  const cause = causeOf(trigger, first, guard && guardWords(guard));
  const label = [cause, ...actions.map((action: Action) => actionWords(dialog, action))].filter((part) => part !== '');
  const words = plainly(label.join(', '));
  return `  ${idOf(from)} --> ${idOf(target)}${words === '' ? '' : ` : ${words}`}`;
}

/** What leads on a transition: the event or the time with its guard; the last of several is every other case. */
function causeOf(trigger: string, first: boolean, guard: string | undefined): string {
  if (trigger === 'ANSWER') return guard ?? (first ? 'any answer' : 'any other answer');
  const event = trigger === 'UNCLEAR' ? 'unclear' : trigger;
  const other = first ? '' : 'else';
  return [event, guard ?? other]
    .filter((part) => part !== '')
    .join(' and ')
    .replace(' and else', ' else');
}

/** Words that Mermaid reads as words: its own marks (quotes, colons, semicolons, braces, arrows, percent signs) taken out. */
const plainly = (words: string): string =>
  words
    .replace(/[^\p{L}\p{N} .,'()/+_-]+/gu, ' ')
    .replace(/-{2,}/g, '-')
    .replace(/ {2,}/g, ' ')
    .trim();
