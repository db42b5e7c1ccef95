import { type FrameSnapshot, type Json, type Role, roles } from '../../src/domain/frame.ts';
import type { Question } from '../../src/domain/words.ts';
import { answerKinds } from '../../src/engine/conversation/answers/kinds.ts';
import {
  type Action,
  actionsOf,
  type Dialog,
  type DialogState,
  type Guard,
  type Step,
  type Transition,
  transitionsBy,
  transitionsOf,
} from '../../src/engine/machine/dialog.ts';
import { guardPasses, partsOf } from '../../src/engine/machine/guards.ts';

/** One event given to a dialog: an answer, SKIP, BACK, an unclear answer, or a timer's id. */
export interface Given {
  readonly type: string;
  readonly value?: Json;
  readonly note?: string;
  readonly tells?: readonly string[];
  readonly by?: Role;
  readonly flaws?: readonly string[];
}

/** A place in a dialog, and how it was reached. */
export interface Place {
  readonly input: Readonly<Record<string, Json>>;
  readonly path: readonly Given[];
  readonly step: Step;
  readonly timers: readonly string[];
}

/** Everything a search over one dialog found. */
export interface Found {
  readonly places: readonly Place[];
  /** Each step taken: from where, with what, to where. */
  readonly steps: readonly { readonly from: Place; readonly given: Given; readonly to: Place }[];
  /** `state event index` of every way that was taken. */
  readonly ways: ReadonlySet<string>;
}

/**
 * Walks every place of a dialog: from each input its guards can tell apart, with one sample per class of answer, and
 * with timers as events. Places are told apart by state and by the context fields that guards look at.
 */
export function explore(dialog: Dialog, questions: ReadonlyMap<string, Question>): Found {
  const fields = guardedFields(dialog);
  const seen = new Map<string, Place>();
  const steps: { from: Place; given: Given; to: Place }[] = [];
  const ways = new Set<string>();
  const open: Place[] = [];
  const visit = (place: Place): Place => {
    const key = JSON.stringify([
      place.step.snapshot.value,
      fields.map((field) => classOf(dialog, field, place.step.snapshot.context[field] ?? null)),
      place.timers,
    ]);
    const known = seen.get(key);
    if (known) return known;
    seen.set(key, place);
    open.push(place);
    return place;
  };
  for (const input of inputs(dialog)) {
    const step = dialog.start(input);
    noteAlways(dialog, null, step.snapshot.context, ways);
    visit({ input, path: [], step, timers: timersAfter([], step) });
  }
  for (let from = open.pop(); from; from = open.pop()) {
    if (from.step.done) continue;
    for (const given of events(dialog, from, questions).flatMap(saidBy(dialog))) {
      const stored = JSON.parse(JSON.stringify(from.step.snapshot)) as FrameSnapshot;
      const step = dialog.step(stored, given);
      if (!step.taken) continue;
      noteWay(dialog, from, given, step.snapshot.context, ways);
      const to = visit({
        input: from.input,
        path: [...from.path, given],
        step,
        timers: timersAfter(from.timers, step),
      });
      steps.push({ from, given, to });
    }
  }
  return { places: [...seen.values()], steps, ways };
}

/** In a shared dialog everything but a timer is said by one of the two. */
const saidBy =
  ({ shared }: Dialog) =>
  (given: Given): readonly Given[] =>
    shared && !given.type.startsWith('xstate.') ? roles.map((by) => ({ ...given, by })) : [given];

/** Every way a dialog declares, as `state event index`. */
export function declaredTransitions(dialog: Dialog): string[] {
  return Object.entries(dialog.states).flatMap(([state, node]) =>
    transitionsBy(node).flatMap(([event, list]) => list.map((_, index) => `${state} ${event} ${index}`)),
  );
}

const guardOf = (way: Transition): Guard | undefined => (typeof way === 'string' ? undefined : way.guard);

function noteWay(dialog: Dialog, from: Place, given: Given, after: FrameSnapshot['context'], ways: Set<string>): void {
  const state = String(from.step.snapshot.value);
  const event = /^xstate\.after\.([^.]+)\./.exec(given.type)?.[1] ?? given.type;
  const list = transitionsBy(dialog.states[state] ?? {}).find(([name]) => name === event)?.[1] ?? [];
  const { context } = from.step.snapshot;
  const index = list.findIndex((way) => {
    const guard = guardOf(way);
    return !guard || guardPasses(guard, { context, event: given as never });
  });
  ways.add(`${state} ${event} ${index}`);
  const way = list[index];
  noteAlways(dialog, typeof way === 'string' ? way : (way?.target ?? null), after, ways);
}

/** Ways taken without an event, where a step passes through a state that has some. */
function noteAlways(
  dialog: Dialog,
  entered: string | null,
  context: FrameSnapshot['context'],
  ways: Set<string>,
): void {
  const state = entered ?? (Object.keys(dialog.states)[0] as string);
  const list = dialog.states[state]?.always ?? [];
  const index = list.findIndex((way) => {
    const guard = guardOf(way);
    return !guard || guardPasses(guard, { context, event: {} });
  });
  if (index < 0) return;
  ways.add(`${state} always ${index}`);
  const way = list[index];
  const target = typeof way === 'string' ? way : way?.target;
  if (target !== undefined) noteAlways(dialog, target, context, ways);
}

function timersAfter(before: readonly string[], step: Step): readonly string[] {
  const gone = new Set(step.cancelled);
  return [...before.filter((id) => !gone.has(id)), ...step.started.map((timer) => timer.id)].sort();
}

/** Each guard, and each part of one that asks for several at once. */
const guardsIn = (ways: readonly Transition[]): Guard[] =>
  ways.flatMap((way) => {
    const guard = guardOf(way);
    return guard ? partsOf(guard) : [];
  });

const guardsOf = (dialog: Dialog): Guard[] => guardsIn(Object.values(dialog.states).flatMap(transitionsOf));

function guardedFields(dialog: Dialog): string[] {
  return [
    ...new Set(
      guardsOf(dialog).flatMap((guard) => {
        const { field } = guard.params as { field?: string };
        return field === undefined ? [] : [field];
      }),
    ),
  ].sort();
}

/**
 * All combinations of the values that guards compare context fields with, and of values they do not name. Each thing that may be
 * known stands beside one other value at a time.
 */
function inputs(dialog: Dialog): Record<string, Json>[] {
  // What each writes is written in it, and never given.
  const written = Object.values(dialog.own ?? {}).flat();
  const fields = guardedFields(dialog).filter((field) => !written.includes(field));
  const plain = fields.filter((field) => namesIn(dialog, field).length === 0);
  let all: Record<string, Json>[] = [{}];
  for (const field of plain) {
    const values = valuesOf(dialog, field);
    all = all.flatMap((input) => [input, ...values.map((value) => ({ ...input, [field]: value }))]);
  }
  const single = [{}, ...plain.flatMap((field) => valuesOf(dialog, field).map((value) => ({ [field]: value })))];
  const known = fields.filter((field) => !plain.includes(field));
  for (const field of known)
    all.push(...single.flatMap((input) => valuesOf(dialog, field).map((value) => ({ ...input, [field]: value }))));
  return all.filter((input) => dialog.context.safeParse(input).success);
}

const spare: readonly Json[] = [
  ...['same-day', 'urgent', 'emergency', 'self', 'other', 'own-act', 'heard', 'attachment', 'word', 'nudge'],
  ...['suicide', 'self-harm', 'overdose', 'withdrawal', 'lapse', 'violence', 'harm-to-others', 'child'],
];

/** The names that guards look up in a field which holds what is known. */
const namesIn = (dialog: Dialog, field: string): string[] => [
  ...new Set(
    guardsOf(dialog).flatMap((guard) => {
      const params = guard.params as { field?: string; name?: string };
      return params.field === field && params.name !== undefined ? [params.name] : [];
    }),
  ),
];

function valuesOf(dialog: Dialog, field: string): Json[] {
  const names = namesIn(dialog, field);
  if (names.length > 0) return names.map((name) => ({ [name]: 'yes' }));
  const named = guardsOf(dialog).flatMap((guard) => {
    const params = guard.params as { field?: string; value?: Json };
    if (params.field === field && (guard.type === 'above' || guard.type === 'below')) return [5];
    return guard.type === 'is' && params.field === field && params.value !== undefined ? [params.value] : [];
  });
  // Whether there are words at all is the same of all words.
  const fitting = spare.filter((value) => dialog.context.safeParse({ [field]: value }).success);
  const others = named.every((value) => value === null) && named.length > 0 ? fitting.slice(0, 1) : fitting;
  return [...new Set([...named, ...others])];
}

/** Words that no guard names are all the same to it. */
const classOf = (dialog: Dialog, field: string, value: Json): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? namesIn(dialog, field).map((name) => ((value as Record<string, Json>)[name] === undefined ? '' : name))
    : aWord(dialog, field, value);

const aWord = (dialog: Dialog, field: string, value: Json): Json =>
  typeof value === 'string' && !valuesOf(dialog, field).includes(value) ? 'other words' : value;

/** One sample per class of answer to what is asked here, with words behind it where they are kept, and everything else that can happen. */
function events(dialog: Dialog, place: Place, questions: ReadonlyMap<string, Question>): Given[] {
  const node = dialog.states[String(place.step.snapshot.value)] ?? {};
  const answers = [...new Set(askedHere(dialog, node, questions).flatMap((question) => samples(question, node)))];
  const plain = ['SKIP', 'BACK', 'UNCLEAR', ...place.timers].map((type) => ({ type }));
  const told = node.on?.TOLD === undefined ? [] : [{ type: 'TOLD', tells: ['alone'] }, ...toldSamples];
  const noted = node.on?.NOTED === undefined ? [] : [{ type: 'NOTED', tells: [] }];
  const isKept = actionsOf({ on: { ANSWER: node.on?.ANSWER ?? [] } }).some(({ type }) => type === 'note');
  return [
    ...answers.map((value) => ({ type: 'ANSWER', value })),
    ...(isKept ? answers.map((value) => ({ type: 'ANSWER', value, note: 'some words' })) : []),
    ...flawsNamed(node).map((flaw) => ({ type: 'ANSWER', value: 'some words', flaws: [flaw] })),
    ...plain,
    ...told,
    ...noted,
  ];
}

/** The questions that can be open here: the first of the entry, those of the ways that stay; where a way into it asks, all of the dialog. */
function askedHere(dialog: Dialog, node: DialogState, questions: ReadonlyMap<string, Question>): readonly Question[] {
  const asksIn = (actions: readonly Action[]): readonly Action[] => actions.filter(({ type }) => type === 'ask');
  const entry = asksIn(node.entry ?? []).slice(0, 1);
  const staying = transitionsOf(node).flatMap((way) =>
    typeof way === 'string' || way.target !== undefined ? [] : asksIn(way.actions ?? []),
  );
  const all = node.on?.ANSWER && entry.length === 0 ? asksIn(Object.values(dialog.states).flatMap(actionsOf)) : [];
  const keys = [...entry, ...staying, ...all].map(({ params }) => `${dialog.name}.${(params as { key: string }).key}`);
  return [...new Set(keys)].flatMap((key) => questions.get(key) ?? []);
}

/** What the guards here look for in words that may be passed on. */
const flawsNamed = (node: DialogState): readonly string[] => [
  ...new Set(
    guardsIn(transitionsOf({ on: { ANSWER: node.on?.ANSWER ?? [] } })).flatMap(
      ({ params }) => (params as { flaws?: readonly string[] }).flaws ?? [],
    ),
  ),
];

/** What words can tell that leads on: something of the danger, and that it is imminent. */
const toldSamples: readonly Given[] = [
  { type: 'TOLD', tells: ['means'] },
  { type: 'TOLD', tells: ['goodbye'] },
];

function samples(question: Question, node: DialogState): Json[] {
  const edges = guardsIn(transitionsOf({ on: { ANSWER: node.on?.ANSWER ?? [] } })).flatMap((guard) => {
    const { floor, ceiling = 10 } = guard.params as { floor?: number; ceiling?: number };
    return floor === undefined ? [] : [floor, ceiling + 1, floor - 1];
  });
  const numbers = edges.filter((value) => question.kind === 'scale' && value >= 0 && value <= 10);
  return [...new Set([...answerKinds[question.kind].samples(question), ...numbers])];
}
