import {
  answered,
  ask,
  defineDialog,
  fact,
  is,
  minutes,
  open,
  question,
  remember,
  say,
  set,
  z,
} from '../src/engine/kit.ts';

/** The time that was chosen, with something to do in it. Both ways out of it are one word away. */
const waiting = <const Delay extends string>(delay: Delay) =>
  ({
    entry: [ask('waiting', { with: ['length', 'thing'] })],
    on: { ANSWER: [{ guard: answered('passed'), target: 'passed' }, 'strong'], UNCLEAR: 'strong', SKIP: 'back' },
    after: { [delay]: 'back' },
  }) as const;

/** Decide again. */
const decided = [
  { guard: answered('passed'), target: 'passed' },
  { guard: answered('wait'), target: 'length' },
  'strong',
] as const;

/**
 * DELAY: not now, but in ten, twenty or thirty minutes, with something to do until then; the coach is back at that instant, and it is decided
 * again. What helped can be kept. Source: exercises.md 14 (delay, distract, decide); product.md row 8.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    length: z.string().default('ten'),
    thing: z.string().default('delay'),
    next: z.string().default('urge'),
  }),
  exercise: {
    minutes: 30,
    notFor: ['suicidal-crisis', 'withdrawal'],
    crosses: ['nothing'],
    planned: false,
    source: 'product row 8, exercise 14',
  },
  delays: { ten: minutes(10), twenty: minutes(20), thirty: minutes(30), interval: minutes(5), expiry: minutes(30) },
  initial: 'length',
  states: {
    length: question('length', { keep: 'length', next: 'thing', skip: 'left', expiry: { expiry: 'silent' } }),
    thing: question('thing', {
      keep: 'thing',
      next: 'begun',
      skip: 'own',
      back: 'length',
      expiry: { interval: 'own' },
    }),
    own: { entry: [set('thing', 'delay')], always: ['begun'] },
    begun: {
      always: [
        { guard: is('length', 'ten'), target: 'ten' },
        { guard: is('length', 'twenty'), target: 'twenty' },
        'thirty',
      ],
    },
    ten: waiting('ten'),
    twenty: waiting('twenty'),
    thirty: waiting('thirty'),
    back: question('back', { next: decided, skip: 'left', expiry: { interval: 'still' } }),
    still: question('still', { next: decided, skip: 'left', expiry: { interval: 'silent' } }),
    passed: { entry: [fact('delay-helped', 'thing'), say('passed')], always: ['keep'] },
    keep: question('keep', {
      next: [{ guard: answered('keep'), target: 'kept' }, { guard: answered('again'), target: 'length' }, 'left'],
      skip: 'left',
      expiry: { expiry: 'silent' },
    }),
    kept: { type: 'final', entry: [remember('thing', { most: 100 }), say('kept')] },
    // What grows meanwhile is met there, and first asked how near it is.
    strong: { type: 'final', entry: [open('next')] },
    left: { type: 'final', entry: [say('left')] },
    silent: { type: 'final' },
  },
});
