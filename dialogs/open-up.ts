import {
  all,
  answered,
  ask,
  by,
  crosses,
  defineDialog,
  eachWrites,
  is,
  keep,
  minutes,
  say,
  set,
  stretch,
  z,
} from '../src/engine/kit.ts';

const words = z.string().nullable().default(null);
const told = z.enum(['yes', 'no']).default('no');

type Role = 'first' | 'second';

/** How deep one of them lets it go, in private: the question is one that both allow, and who says nothing allows what is light. */
const allows = <const Told extends 'told1' | 'told2'>(role: Role, field: Told) => {
  const noted = [set(field, 'yes'), say('noted', { to: role })] as const;
  return [
    { guard: all(by(role), answered('light')), actions: [set('deepest', 'light'), ...noted] },
    { guard: all(by(role), answered('middle'), is('deepest', 'deep')), actions: [set('deepest', 'middle'), ...noted] },
    { guard: by(role), actions: noted },
  ] as const;
};

/** What each allowed is nowhere any more once the question is drawn. */
const over = [set('deepest', 'light'), set('told1', 'no'), set('told2', 'no')] as const;

/** The same question for both, each answering in private. */
const wonders = <const Depth extends 'light' | 'middle' | 'deep'>(depth: Depth) =>
  eachWrites({ ask: depth, with: ['lot'], first: 'words1', second: 'words2', until: 'write', next: 'ofFirst' });

/** What one of them wrote, for the other to read and answer with a line, if they like. */
const reads = <const Field extends 'words1' | 'words2', const Next extends string>(
  field: Field,
  to: Role,
  next: Next,
) => {
  const { always } = crosses(field, { to, from: 'from', next });
  const [nothing, shown] = always;
  return { always: [nothing, { ...shown, actions: [...shown.actions, ask('line', { to })] }] } as const;
};

const line = <const Field extends 'line1' | 'line2', const Next extends string>(field: Field, to: Role, next: Next) =>
  ({
    always: [
      { guard: is(field, null), target: next },
      { guard: is(field, 'nothing'), target: next },
      { target: next, actions: [say(field, { to, with: [field] })] },
    ],
  }) as const;

/**
 * One question for both, no deeper than both allow, answered in private and read at one instant where it was approved. A skip, a decline and
 * absence look alike, and so does a light question: it is light on one day in two whatever both allow. Source: exercises.md 12; product.md
 * rows 14 and 50.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    /** Drawn for both: which of the questions, and how deep at most. */
    lot: z.number().default(1),
    deepest: z.enum(['light', 'middle', 'deep']).default('light'),
    told1: told,
    told2: told,
    at1: stretch,
    at2: stretch,
    words1: words,
    words2: words,
    line1: words,
    line2: words,
  }),
  lane: 'mediated',
  shared: { ending: 'over', own: { first: ['told1', 'words1', 'line1'], second: ['told2', 'words2', 'line2'] } },
  exercise: {
    minutes: 10,
    notFor: ['protective-order', 'fear', 'coercive-control', 'suicidal-crisis', 'use-within-24-hours', 'withdrawal'],
    crosses: ['approved words', 'a chosen line', 'that both are there'],
    ritual: 'talk',
    source: 'product rows 14 and 50, exercise 12',
  },
  delays: { depth: minutes(2), write: minutes(5), read: minutes(3) },
  initial: 'begin',
  states: {
    begin: { entry: [say('begin')], always: ['depth'] },
    depth: {
      entry: [ask('depth')],
      on: {
        ANSWER: [...allows('first', 'told1'), ...allows('second', 'told2')],
        SKIP: [
          { guard: by('first'), actions: [say('noted', { to: 'first' })] },
          { guard: by('second'), actions: [say('noted', { to: 'second' })] },
        ],
      },
      after: {
        depth: [
          { guard: is('told1', 'no'), target: 'light', actions: over },
          { guard: is('told2', 'no'), target: 'light', actions: over },
          { guard: is('deepest', 'deep'), target: 'deep', actions: over },
          { guard: is('deepest', 'middle'), target: 'middle', actions: over },
          { target: 'light', actions: over },
        ],
      },
    },
    light: wonders('light'),
    middle: wonders('middle'),
    deep: wonders('deep'),
    ofFirst: reads('words1', 'second', 'ofSecond'),
    ofSecond: reads('words2', 'first', 'read'),
    read: {
      on: {
        ANSWER: [
          { guard: by('first'), actions: [keep('line1'), say('taken', { to: 'first' })] },
          { guard: by('second'), actions: [keep('line2'), say('taken', { to: 'second' })] },
        ],
        SKIP: [
          { guard: by('first'), actions: [say('taken', { to: 'first' })] },
          { guard: by('second'), actions: [say('taken', { to: 'second' })] },
        ],
      },
      after: { read: 'lineOfFirst' },
    },
    lineOfFirst: line('line1', 'second', 'lineOfSecond'),
    lineOfSecond: line('line2', 'first', 'over'),
    over: { entry: [say('over')], always: ['end'] },
    end: { type: 'final' },
  },
});
