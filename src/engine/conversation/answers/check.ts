import type { Json } from '../../../domain/frame.ts';
import { hint } from '../../../domain/nearest.ts';
import type { Question } from '../../../domain/words.ts';
import type { Action, Dialog, DialogState, Dialogs, Guard, Transition } from '../../machine/dialog.ts';
import { answerKinds } from './kinds.ts';

/**
 * Every mistake about what a question can be answered with: a guard that no answer passes, a field that cannot keep the
 * answer. One line each: file, place, what is wrong, and what is probably meant. Pure.
 */
export function answerMistakes(dialogs: Dialogs, questions: ReadonlyMap<string, Question>): readonly string[] {
  return [...dialogs.values()].flatMap((dialog) =>
    Object.entries(dialog.states).flatMap(([state, node]) => {
      const key = askedKey(dialog, node);
      const question = questions.get(key);
      const where = `dialogs/${dialog.name}.ts, state ${state}, ANSWER`;
      return question ? inAnswers(node, question, key, dialog).map((what) => `${where}: ${what}`) : [];
    }),
  );
}

/** The full key of the question that a state asks. */
function askedKey(dialog: Dialog, { entry = [] }: DialogState): string {
  const asked = entry.findLast((action) => action.type === 'ask');
  return asked ? `${dialog.name}.${(asked.params as { key: string }).key}` : '';
}

function inAnswers(node: DialogState, question: Question, key: string, dialog: Dialog): readonly string[] {
  const transitions = [node.on?.ANSWER ?? []].flat() as readonly Transition[];
  return transitions.flatMap((each) => {
    if (typeof each === 'string') return [];
    const { guard, actions = [] } = each;
    return [
      ...(guard ? neverPasses(guard, question, key) : []),
      ...actions.flatMap((action) => cannotKeep(action, question, key, dialog)),
    ];
  });
}

/** Whether an answer of this kind can be, or hold, a value. */
function canBe(question: Question, value: Json): boolean {
  const values = answerKinds[question.kind].values(question);
  return values.safeParse(value).success || values.safeParse([value]).success;
}

function neverPasses({ type, params }: Guard, question: Question, key: string): readonly string[] {
  const { value = null, floor = 0, ceiling = 0 } = params as { value?: Json; floor?: number; ceiling?: number };
  if (type === 'answered' && !canBe(question, value)) {
    const known = question.options.map((option) => option.id);
    return [`answered: ${JSON.stringify(value)} is no answer to ${key}.${hint(String(value), known)}`];
  }
  const isNumber = canBe(question, floor) && canBe(question, ceiling) && floor <= ceiling;
  if (['between', 'above', 'below'].includes(type) && !isNumber) {
    const range = type === 'between' ? ` from ${floor} to ${ceiling}` : '';
    return [`${type}: no answer to ${key} is a number${range}: its kind is ${question.kind}.`];
  }
  return [];
}

function cannotKeep({ type, params }: Action, question: Question, key: string, dialog: Dialog): readonly string[] {
  const { field } = params as { field: string };
  if (type === 'note' && !dialog.context.safeParse({ [field]: 'some words' }).success)
    return [`note: field ${field} cannot be words.`];
  if (type !== 'keep') return [];
  const lost = answerKinds[question.kind]
    .samples(question)
    .find((value) => !dialog.context.safeParse({ [field]: value }).success);
  return lost === undefined ? [] : [`keep: field ${field} cannot be ${JSON.stringify(lost)}, an answer to ${key}.`];
}
