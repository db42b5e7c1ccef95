import {
  answered,
  barred,
  defineDialog,
  flawed,
  forget,
  hours,
  is,
  keep,
  question,
  remember,
  say,
  set,
  share,
  z,
} from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;
const subject = z.enum(['open', 'closed']).default('open');

/** Whether one subject is left alone with this partner; it can be opened again in the same way. */
const leave = <const Subject extends 'closeness' | 'feelings' | 'arguments' | 'past' | 'recovery'>(id: Subject) =>
  question(`leave-${id}`, {
    next: [
      { guard: answered('yes'), target: 'left', actions: [set(id, 'closed'), remember(id)] },
      { target: 'opened', actions: [set(id, 'open'), forget(id)] },
    ],
    skip: 'choose',
    back: 'subject',
    ...over,
  });

/**
 * Boundaries. The trainer: one sentence of what I do, never of what the other must do; an order about contacts, money, clothes, movement or
 * medicine goes nowhere, with the reason. And the registry, for this partner alone: subjects and hours in which they are not drawn into
 * anything; gate and nudges obey it, and to the other it is a day like any other. Source: product.md rows 24 and 36; exercises.md 15.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    sharesNothing: z.boolean().default(false),
    sharedEnough: z.boolean().default(false),
    what: z.string().default('none'),
    act: z.string().default('none'),
    ...{ closeness: subject, feelings: subject, arguments: subject, past: subject, recovery: subject },
    times: z.enum(['none', 'mornings', 'afternoons', 'evenings', 'weekends']).default('none'),
  }),
  recalls: {
    what: 'boundaries.what',
    act: 'boundaries.act',
    closeness: 'boundaries.closeness',
    feelings: 'boundaries.feelings',
    arguments: 'boundaries.arguments',
    past: 'boundaries.past',
    recovery: 'boundaries.recovery',
    times: 'boundaries.times',
  },
  exercise: {
    minutes: 5,
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['approved words'],
    planned: false,
    source: 'product rows 24 and 36, exercises 15',
  },
  delays: { expiry: hours(3) },
  initial: 'choose',
  states: {
    choose: question('choose', {
      next: [
        { guard: answered('say'), target: 'begin' },
        { guard: answered('subject'), target: 'subject' },
        { guard: answered('times'), target: 'times' },
        { guard: answered('mine'), target: 'mine' },
        { guard: answered('out'), target: 'out' },
        'done',
      ],
      skip: 'done',
      ...over,
    }),
    begin: { entry: [say('begin')], always: ['what'] },
    what: question('what', {
      next: [
        { guard: flawed('limits'), target: 'againWhat', actions: [say('control')] },
        ...barred('againWhat'),
        { target: 'act', actions: [keep('what')] },
      ],
      skip: 'choose',
      back: 'choose',
      ...over,
    }),
    againWhat: { always: ['what'] },
    act: question('act', {
      next: [
        { guard: flawed('limits'), target: 'againAct', actions: [say('control')] },
        { guard: flawed('orders'), target: 'againAct', actions: [say('own-act')] },
        ...barred('againAct'),
        { target: 'finished', actions: [keep('act'), remember('act'), remember('what')] },
      ],
      skip: 'choose',
      back: 'what',
      ...over,
    }),
    againAct: { always: ['act'] },
    finished: {
      entry: [say('finished')],
      always: [
        { guard: is('sharesNothing', true), target: 'own' },
        { guard: is('sharedEnough', true), target: 'own' },
        'exactly',
      ],
    },
    exactly: question('consent', {
      before: [say('exactly'), say('line', { with: ['what', 'act'] })],
      next: [{ guard: answered('share'), target: 'sent' }, { guard: answered('change'), target: 'what' }, 'kept'],
      skip: 'kept',
      back: 'act',
      ...over,
    }),
    sent: { type: 'final', entry: [share('line', { with: ['what', 'act'], framed: true }), say('sent')] },
    own: { type: 'final', entry: [say('line', { with: ['what', 'act'] }), say('kept')] },
    kept: { type: 'final', entry: [say('kept')] },
    subject: question('subject', {
      next: [
        { guard: answered('closeness'), target: 'closeness' },
        { guard: answered('feelings'), target: 'feelings' },
        { guard: answered('arguments'), target: 'arguments' },
        { guard: answered('past'), target: 'past' },
        'recovery',
      ],
      skip: 'choose',
      back: 'choose',
      ...over,
    }),
    closeness: leave('closeness'),
    feelings: leave('feelings'),
    arguments: leave('arguments'),
    past: leave('past'),
    recovery: leave('recovery'),
    left: { entry: [say('left')], always: ['choose'] },
    opened: { entry: [say('opened')], always: ['choose'] },
    times: question('times', { keep: 'times', next: 'timesKept', skip: 'choose', back: 'choose', ...over }),
    timesKept: { entry: [remember('times'), say('left')], always: ['choose'] },
    mine: {
      entry: [
        say('mine', { with: ['what', 'act', 'closeness', 'feelings', 'arguments', 'past', 'recovery', 'times'] }),
      ],
      always: ['choose'],
    },
    out: {
      entry: [set('what', 'none'), set('act', 'none'), forget('what'), forget('act'), say('out')],
      always: ['choose'],
    },
    done: { type: 'final', entry: [say('done')] },
    over: { type: 'final' },
  },
});
