import type { Content } from '../../content/content.ts';
import { CoachError } from '../../domain/errors.ts';
import { questionKinds } from '../../domain/frame.ts';
import { nearest } from '../../domain/nearest.ts';
import { commands } from '../../domain/words.ts';
import { answerMistakes } from '../../engine/conversation/answers/check.ts';
import { more } from '../../engine/conversation/offering.ts';
import { conductorTexts, familyTexts } from '../../engine/conversation/texts.ts';
import type { SayParams } from '../../engine/machine/actions.ts';
import { type Action, actionsOf, type Dialogs } from '../../engine/machine/dialog.ts';
import { requiredDialogs } from '../../engine/machine/dialogs.ts';
import { homeTexts } from './home.ts';

/**
 * Refuses dialogs and content that do not belong together: a text that is said and not written, a question that is
 * asked and has no answers, a guard that no answer passes, an argument nobody gives, a word that opens nothing.
 * @throws CoachError with everything that is wrong, one line each: `DIALOG_INVALID` when a dialog is, else `CONTENT_INVALID`.
 */
export function checkTexts(dialogs: Dialogs, content: Content): void {
  const inDialogs = [...dialogTexts(dialogs, content), ...answerMistakes(dialogs, content.words.questions)];
  const problems = [...missingDialogs(dialogs), ...inDialogs, ...otherTexts(content), ...words(dialogs, content)];
  if (problems.length === 0) return;
  const code = inDialogs.length > 0 ? 'DIALOG_INVALID' : 'CONTENT_INVALID';
  throw new CoachError(code, problems.join('\n'), { problems: problems.length });
}

const missingDialogs = (dialogs: Dialogs): string[] =>
  requiredDialogs
    .filter((name) => !dialogs.has(name))
    .map((name) => `dialogs/${name}.ts is missing: the engine opens it.`);

function dialogTexts(dialogs: Dialogs, content: Content): string[] {
  return [...dialogs.values()].flatMap((dialog) =>
    Object.entries(dialog.states).flatMap(([state, node]) =>
      actionsOf(node)
        .flatMap((action) => (action.type === 'file' ? textsOfFile(action) : [action]))
        .filter(({ type }) => type === 'say' || type === 'ask' || type === 'share')
        .flatMap((action) => textMistakes(dialog.name, action, content))
        .map((what) => `dialogs/${dialog.name}.ts, state ${state}: ${what}`),
    ),
  );
}

/** What a file is offered with, and what it holds. */
const textsOfFile = ({ params }: Action): readonly Action[] => {
  const { key, holds, with: fields = [] } = params as { key: string; holds: string; with?: readonly string[] };
  return [
    { type: 'say', params: { key } },
    { type: 'say', params: { key: holds, with: fields } },
  ];
};

function textMistakes(dialog: string, { type, params }: Action, content: Content): string[] {
  const { key, with: fields = [], clock } = params as SayParams;
  const given = clock ? [...fields, 'time'] : fields;
  const full = `${dialog}.${key}`;
  const file = `content/<language>/${dialog}.yaml`;
  if (!content.keys.has(full)) {
    const known = [...content.keys].filter((each) => each.startsWith(`${dialog}.`));
    const meant = nearest(full, known, Math.ceil(key.length / 2));
    const guess = meant ? ` Did you mean "${meant.slice(dialog.length + 1)}"? If not, write` : ' Write';
    return [`${type}: there is no text "${key}" in ${file}.${guess} it in every language.`];
  }
  const isQuestion = content.words.questions.has(full);
  if (type === 'ask' && !isQuestion)
    return [`ask: "${key}" is no question: give it a kind in ${file} (${questionKinds.join(', ')}).`];
  if (type !== 'ask' && isQuestion) return [`say: "${key}" is a question: ask it, or take its kind out of ${file}.`];
  return [...content.args(full)]
    .filter((name) => !given.includes(name))
    .map((name) => `${type}: "${key}" uses {${name}} in ${file}: add it to \`with\`.`);
}

/** What the engine gives to its own texts; the others get nothing. */
const given: Readonly<Record<string, readonly string[]>> = {
  'break.told': ['time', 'day'],
  'return.missed': ['time', 'day'],
  'rituals.reached': ['kind', 'count'],
  'coach.city-heard': ['city', 'time'],
  'coach.claimed': ['counselor'],
  'coach.not-understood': ['why'],
  'coach.taken-over': ['counselor'],
  'coach.waiting-same-day-1': ['open', 'time'],
  'coach.waiting-same-day-2': ['open', 'time'],
  'coach.waiting-same-day-3': ['open', 'time'],
  'coach.which-city': ['cities'],
};

function otherTexts(content: Content): string[] {
  return [...conductorTexts, ...familyTexts, ...homeTexts].flatMap((key) => {
    const where = `content/<language>/${key.replace('.', '.yaml: ')}`;
    if (!content.keys.has(key)) return [`${where} is said by the engine: write it in every language.`];
    const extra = [...content.args(key)].filter((name) => !given[key]?.includes(name));
    return extra.map((name) => `${where} uses {${name}}, which the engine does not give: take it out.`);
  });
}

function words(dialogs: Dialogs, content: Content): string[] {
  const names = Object.values(content.words.phrases).flatMap((phrases) =>
    [...phrases.values()].flatMap((phrase) => ('dialog' in phrase ? [phrase.dialog] : [])),
  );
  const unknown = [...new Set(names)].filter((name) => !dialogs.has(name));
  const menu = content.words.questions.get('menu.ask')?.options ?? [];
  const lost = menu
    .map((option) => option.id)
    .filter((id) => id !== more && !dialogs.has(id) && !(commands as readonly string[]).includes(id));
  return [
    ...unknown.map((name) => `content/<language>/${name}.yaml: opens is of no use: there is no dialogs/${name}.ts.`),
    ...lost.map((id) => `content/<language>/menu.yaml: ask: option ${id} is neither a dialog nor a command.`),
  ];
}
