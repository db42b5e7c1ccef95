import type { Json } from '../../../domain/frame.ts';
import { hint } from '../../../domain/nearest.ts';
import type { Question } from '../../../domain/words.ts';
import {
  type Action,
  type Dialog,
  type DialogState,
  type Dialogs,
  type Guard,
  type Transition,
  transitionsOf,
} from '../../machine/dialog.ts';
import { partsOf } from '../../machine/guards.ts';
import { answerKinds } from './kinds.ts';

/**
 * Every mistake about what a question can be answered with: a guard that no answer passes, a field that cannot keep the
 * answer. One line each: file, place, what is wrong, and what is probably meant. Pure.
 */
export function answerMistakes(dialogs: Dialogs, questions: ReadonlyMap<string, Question>): readonly string[] {
  return [...dialogs.values()].flatMap((dialog) =>
    Object.entries(dialog.states).flatMap(([state, node]) => {
      const where = `dialogs/${dialog.name}.ts, state ${state}, ANSWER`;
      const known = askedKeys(dialog, node).flatMap((key) => {
        const question = questions.get(key);
        return question ? [{ key, question }] : [];
      });
      return known.length > 0 ? inAnswers(node, known, dialog).map((what) => `${where}: ${what}`) : [];
    }),
  );
}

interface Known {
  readonly key: string;
  readonly question: Question;
}

/** The full keys of the questions that are asked in a state: the last one of its entry, then those of its ways that do not leave it. */
function askedKeys({ name }: Dialog, node: DialogState): readonly string[] {
  const staying = transitionsOf(node).flatMap((way) =>
    typeof way === 'string' || way.target !== undefined ? [] : (way.actions ?? []),
  );
  const asks = [...(node.entry ?? []).filter(isAsk).slice(-1), ...staying.filter(isAsk)];
  return [...new Set(asks.map(({ params }) => `${name}.${(params as { key: string }).key}`))];
}

const isAsk = ({ type }: Action): boolean => type === 'ask';

/** What is a mistake whichever of the questions it is that was answered. */
function inAnswers(node: DialogState, asked: readonly Known[], dialog: Dialog): readonly string[] {
  const transitions = [node.on?.ANSWER ?? []].flat() as readonly Transition[];
  const ofAll = (look: (known: Known) => readonly string[]): readonly string[] => {
    const found = asked.map(look);
    return found.every((mistakes) => mistakes.length > 0) ? (found[0] ?? []) : [];
  };
  return transitions.flatMap((each) => {
    if (typeof each === 'string') return [];
    const { guard, actions = [] } = each;
    return [
      ...(guard ? partsOf(guard) : []).flatMap((part) =>
        ofAll(({ question, key }) => neverPasses(part, question, key)),
      ),
      ...actions.flatMap((action) => ofAll(({ question, key }) => cannotKeep(action, question, key, dialog))),
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
