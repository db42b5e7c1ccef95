import {
  answered,
  barred,
  blamed,
  defineDialog,
  flawed,
  is,
  keep,
  minutes,
  page,
  question,
  say,
  set,
  share,
  z,
} from '../src/engine/kit.ts';

const expiry = { expiry: 'over' } as const;

/** What is written for oneself. A threat calls a person, and past use is talked of with one: either stays here. */
const alone = <const Next extends string>(next: Next) =>
  [
    {
      guard: flawed('threat'),
      target: 'private',
      actions: [page('same-day', 'answer', 'harm-to-others')],
    },
    { guard: flawed('sobriety'), target: next, actions: [set('stays', true)] },
    next,
  ] as const;

const written = (again: 'once' | 'twice') =>
  [
    ...barred(again),
    { guard: flawed('sobriety'), target: 'private' },
    ...(again === 'once' ? blamed(again) : []),
    { target: 'preview', actions: [keep('wish')] },
  ] as const;

/**
 * What still hurts, taken apart alone: what happened, what was felt, what was needed. Then, if wanted, one thing to ask for, passed on
 * as a request and never as a reproach. What is about past use stays with its writer. Source: product.md row 47; exercises.md 5.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    alone: z.boolean().default(false),
    sharedEnough: z.boolean().default(false),
    stays: z.boolean().default(false),
    wish: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 5,
    notFor: ['protective-order', 'fear', 'coercive-control', 'suicidal-crisis'],
    crosses: ['approved words'],
    planned: false,
    source: 'product row 47, exercise 5',
  },
  delays: { expiry: minutes(30) },
  initial: 'begin',
  states: {
    begin: { entry: [say('begin')], always: ['past'] },
    past: question('past', {
      next: [{ guard: answered('yes'), target: 'happened', actions: [set('stays', true)] }, 'happened'],
      skip: 'kept',
      expiry,
    }),
    happened: question('happened', { next: alone('felt'), skip: 'felt', back: 'past', expiry }),
    felt: question('felt', { next: alone('needed'), skip: 'needed', back: 'happened', expiry }),
    needed: question('needed', { next: alone('sorted'), skip: 'sorted', back: 'felt', expiry }),
    sorted: {
      always: [
        { guard: is('stays', true), target: 'private' },
        { guard: is('alone', true), target: 'own' },
        { guard: is('sharedEnough', true), target: 'own' },
        'now',
      ],
    },
    now: question('now', {
      next: [{ guard: answered('ask'), target: 'wish' }, 'kept'],
      skip: 'kept',
      back: 'needed',
      expiry,
    }),
    wish: question('wish', { next: written('once'), skip: 'kept', back: 'now', expiry }),
    once: { always: ['rewrite'] },
    twice: { always: ['rewrite'] },
    rewrite: question('rewrite', { next: written('twice'), skip: 'kept', back: 'now', expiry }),
    preview: question('consent', {
      before: [say('exactly'), say('request', { with: ['wish'] })],
      next: [{ guard: answered('share'), target: 'sent' }, { guard: answered('change'), target: 'rewrite' }, 'kept'],
      skip: 'kept',
      back: 'rewrite',
      expiry,
    }),
    sent: { type: 'final', entry: [share('request', { with: ['wish'], framed: true }), say('sent')] },
    private: { type: 'final', entry: [say('private')] },
    own: { type: 'final', entry: [say('own')] },
    kept: { type: 'final', entry: [say('kept')] },
    over: { type: 'final' },
  },
});
