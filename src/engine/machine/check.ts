import { z } from 'zod';
import { momentNames } from '../../domain/moment.ts';
import { hint } from '../../domain/nearest.ts';
import { rhythms } from '../../domain/partner.ts';
import { actions } from './actions.ts';
import {
  type Action,
  actionsOf,
  asks,
  type DialogDefinition,
  type DialogState,
  type Guard,
  type Transition,
  transitionsBy,
} from './dialog.ts';
import { guards, partsOf } from './guards.ts';
import { meaningMistakes } from './params.ts';

/** What the names in a dialog can mean. */
interface Known {
  readonly context: z.ZodObject;
  readonly states: readonly string[];
  readonly delays: readonly string[];
}

const dialogParts =
  'version context lane uninterruptible delays initial shared ending own exercise nudge recalls fits anew states migrate'.split(
    ' ',
  );
const stateParts = ['type', 'entry', 'always', 'on', 'after'];
const questionParts = ['keep', 'fact', 'note', 'next', 'skip', 'back', 'unclear', 'expiry', 'ask', 'before'];
const transitionParts = ['target', 'guard', 'actions'];
const events = ['ANSWER', 'UNCLEAR', 'TOLD', 'NOTED', 'SKIP', 'BACK'];

/**
 * Every mistake of a dialog that would only be seen in a conversation, or never: names of states, delays, events,
 * context fields, actions, guards and their parameters that mean nothing, a question without an expiry, a field without a
 * default. One line each: file, place, what is wrong, and the name that is probably meant. Pure.
 */
export function mistakesIn(name: string, dialog: DialogDefinition): readonly string[] {
  const { version, context, states, delays, initial, own } = dialog;
  const known: Known = { context, states: Object.keys(states), delays: Object.keys(delays) };
  const file = `dialogs/${name}.ts`;
  // What TypeScript was told to overlook, or never saw.
  if (!(context instanceof z.ZodObject))
    return [`${file}, context: give a z.strictObject with a default for each field.`];
  return [
    ...Object.keys(dialog).flatMap((part) =>
      unknown(part, dialogParts, 'part of a dialog').map((what) => `${file}: ${what}`),
    ),
    ...(Number.isInteger(version) && version > 0 ? [] : [`${file}, version: give a whole number from 1 on.`]),
    ...withoutDefault(context).map((field) => `${file}, context: ${field} has no default.`),
    ...(dialog.fits ?? []).flatMap((each) =>
      unknown(each, momentNames, 'moment').map((what) => `${file}, fits: ${what}`),
    ),
    ...ofBook(dialog).map((what) => `${file}: ${what}`),
    ...unknown(initial, known.states, 'state').map((what) => `${file}, initial: ${what}`),
    ...inNudge(dialog).map((what) => `${file}, nudge: ${what}`),
    ...Object.values(own ?? {})
      .flat()
      .flatMap((field) =>
        unknown(field, Object.keys(context.shape), 'field').map((what) => `${file}, shared: ${what}`),
      ),
    ...Object.entries(states).flatMap(([state, node]) =>
      inState(node, known).map((what) => `${file}, state ${state}${what}`),
    ),
  ];
}

const aNudge = z.strictObject({ every: z.enum(rhythms), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) });

/** What is wrong with how often a dialog is opened by itself. */
function inNudge({ nudge, shared }: DialogDefinition): readonly string[] {
  if (nudge === undefined) return [];
  if (shared) return ['what is for two is never opened for one alone: the plan finds it.'];
  return aNudge.safeParse(nudge, { jitless: true }).success
    ? []
    : [`give { every: '${rhythms.join("' or '")}', at: 'HH:MM' }.`];
}

/** Every dialog that another one opens later, and that is not there or is for two. One line each, as `mistakesIn`. Pure. */
export function mistakesBetween(dialogs: ReadonlyMap<string, DialogDefinition>): readonly string[] {
  return [...dialogs].flatMap(([name, { states }]) =>
    Object.entries(states).flatMap(([state, node]) =>
      actionsOf(node).flatMap((used) => {
        const opened =
          isData(used) && used.type === 'later' ? String((used.params as { dialog?: unknown }).dialog) : null;
        if (opened === null || dialogs.get(opened)?.shared === false) return [];
        const what = dialogs.has(opened)
          ? `"${opened}" is for two, and never opened for one alone.`
          : unknown(opened, [...dialogs.keys()], 'dialog').join('');
        return [`dialogs/${name}.ts, state ${state}: later: ${what}`];
      }),
    ),
  );
}

/** What is wrong with what a dialog has of the partner's own book. */
function ofBook({ context, shared, recalls = {}, states }: DialogDefinition): readonly string[] {
  const writes = Object.values(states).some((node) =>
    actionsOf(node).some((each) => isData(each) && bookActions.includes(each.type)),
  );
  return [
    ...(shared && (writes || Object.keys(recalls).length > 0)
      ? ['the own book is one partner’s alone: a shared dialog neither keeps nor recalls anything there.']
      : []),
    ...Object.keys(recalls).flatMap((field) => unknown(field, Object.keys(context.shape), 'field of recalls')),
  ];
}

const bookActions: readonly string[] = ['remember', 'forget'];

/** Fields that a new frame would begin without. */
const withoutDefault = (context: z.ZodObject): readonly string[] =>
  (context.safeParse({}).error?.issues ?? []).map((issue) => issue.path.join('.'));

function inState(node: DialogState, known: Known): readonly string[] {
  const delays = Object.keys(node.after ?? {});
  return [
    ...Object.keys(node).flatMap((part) => unknown(part, stateParts, 'part of a state', questionParts)),
    ...(node.type === undefined ? [] : unknown(node.type, ['final'], 'type of a state')),
    ...Object.keys(node.on ?? {}).flatMap((event) => unknown(event, events, 'event')),
    ...delays.flatMap((delay) => unknown(delay, known.delays, 'delay')),
    ...(asks({ ...node, entry: node.entry?.filter(isData) ?? [] }) && delays.length === 0
      ? ['a question needs an expiry: give it an `after`.']
      : []),
    ...(node.entry ?? []).flatMap((action) => inUse(action, 'action', actions, known.context)),
  ]
    .map((what) => `: ${what}`)
    .concat(
      transitionsBy(node).flatMap(([trigger, transitions]) =>
        transitions.flatMap((each) => inTransition(each, known).map((what) => `, ${trigger}: ${what}`)),
      ),
    );
}

function inTransition(transition: Transition, known: Known): readonly string[] {
  if (typeof transition === 'string') return unknown(transition, known.states, 'state');
  const { target, guard, actions: taken = [] } = transition;
  return [
    ...Object.keys(transition).flatMap((part) => unknown(part, transitionParts, 'part of a transition')),
    ...(target === undefined ? [] : unknown(target, known.states, 'state')),
    ...(guard && isData(guard) ? partsOf(guard) : [guard]).flatMap((each) =>
      each ? inUse(each, 'guard', guards, known.context) : [],
    ),
    ...taken.flatMap((action) => inUse(action, 'action', actions, known.context)),
  ];
}

/** Whether it is an action or a guard at all: TypeScript may have been told to overlook a function. */
const isData = (used: Action | Guard): boolean => typeof (used as Partial<Action> | null)?.type === 'string';

type Table = Readonly<Record<string, { readonly params: unknown }>>;

/** What is wrong with an action or a guard: its name, its parameters, or what they mean in this context. */
function inUse(used: Action | Guard, what: string, table: Table, context: z.ZodObject): readonly string[] {
  if (!isData(used)) return [`this is no ${what}: a dialog is data, and takes those of src/engine/kit.ts alone.`];
  const { type, params } = used;
  const schema = Object.hasOwn(table, type) ? (table[type]?.params as z.ZodObject) : undefined;
  if (!schema) return unknown(type, Object.keys(table), what);
  // Without zod’s compiler, which pays only for a schema that is used often.
  const issues = schema.safeParse(params, { jitless: true }).error?.issues ?? [];
  const mistakes = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.flatMap((key) => unknown(key, Object.keys(schema.shape), 'parameter'))
      : [paramMistake(issue, params)],
  );
  const meant = issues.length > 0 ? [] : meaningMistakes(schema, params as Readonly<Record<string, unknown>>, context);
  return [...mistakes, ...meant].map((mistake) => `${type}: ${mistake}`);
}

function paramMistake(issue: z.core.$ZodIssue, params: object): string {
  const given = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], params);
  const place = issue.path.length > 0 ? `${issue.path.join('.')} ` : '';
  const values = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  return `${place}${JSON.stringify(given) ?? 'nothing'}: ${issue.message}.${hint(String(given), values)}`;
}

/** Nothing where a name is known; else what is wrong with it. */
const unknown = (
  name: string,
  known: readonly string[],
  what: string,
  more: readonly string[] = [],
): readonly string[] =>
  known.includes(name) ? [] : [`there is no ${what} "${name}".${hint(name, [...known, ...more])}`];
