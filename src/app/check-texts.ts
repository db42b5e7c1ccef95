import type { Content } from '../content/content.ts';
import { CoachError } from '../domain/errors.ts';
import { commands } from '../domain/words.ts';
import { conductorTexts, familyTexts } from '../engine/conversation/texts.ts';
import type { SayParams } from '../engine/machine/actions.ts';
import { actionsOf, type Dialogs } from '../engine/machine/dialog.ts';
import { requiredDialogs } from '../engine/machine/dialogs.ts';

/**
 * Refuses dialogs and content that do not belong together: a text that is said and not written, a question that is
 * asked and has no answers, an argument nobody gives, a word that opens nothing.
 * @throws CoachError `CONTENT_INVALID` with everything that is wrong, one line each.
 */
export function checkTexts(dialogs: Dialogs, content: Content): void {
  const problems = [
    ...missingDialogs(dialogs),
    ...dialogTexts(dialogs, content),
    ...otherTexts(content),
    ...words(dialogs, content),
  ];
  if (problems.length > 0) {
    throw new CoachError('CONTENT_INVALID', problems.join('\n'), { problems: problems.length });
  }
}

const missingDialogs = (dialogs: Dialogs): string[] =>
  requiredDialogs
    .filter((name) => !dialogs.has(name))
    .map((name) => `dialogs/${name}.ts is missing: the engine opens it.`);

function dialogTexts(dialogs: Dialogs, content: Content): string[] {
  return [...dialogs.values()].flatMap((dialog) =>
    Object.values(dialog.states)
      .flatMap(actionsOf)
      .filter((action) => action.type === 'say' || action.type === 'ask')
      .flatMap((action) => {
        const params = action.params as SayParams;
        const key = `${dialog.name}.${params.key}`;
        const where = `content/<language>/${dialog.name}.yaml: ${params.key}`;
        if (!content.keys.has(key))
          return [`${where} is said by dialogs/${dialog.name}.ts: write it in every language.`];
        const isQuestion = content.words.questions.has(key);
        if (action.type === 'ask' && !isQuestion)
          return [`${where} is asked: give it a kind (choice, several, scale or text).`];
        if (action.type === 'say' && isQuestion) return [`${where} is only said: take its kind away, or ask it.`];
        return [...content.args(key)]
          .filter((name) => !params.with?.includes(name))
          .map((name) => `${where} uses {${name}}: add it to \`with\` in dialogs/${dialog.name}.ts.`);
      }),
  );
}

/** What the engine gives to its own texts; the others get nothing. */
const given: Readonly<Record<string, readonly string[]>> = {
  'coach.claimed': ['counselor'],
  'coach.taken-over': ['counselor'],
};

function otherTexts(content: Content): string[] {
  return [...conductorTexts, ...familyTexts].flatMap((key) => {
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
    .filter((id) => !dialogs.has(id) && !(commands as readonly string[]).includes(id));
  return [
    ...unknown.map(
      (name) => `content/<language>/words.yaml: dialogs.${name} opens nothing: there is no dialogs/${name}.ts.`,
    ),
    ...lost.map((id) => `content/<language>/menu.yaml: ask: option ${id} is neither a dialog nor a command.`),
  ];
}
