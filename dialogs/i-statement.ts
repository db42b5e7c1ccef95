import {
  answered,
  barred,
  blamed,
  defineDialog,
  fact,
  is,
  keep,
  minutes,
  question,
  say,
  share,
  z,
} from '../src/engine/kit.ts';

const expiry = { expiry: 'over' } as const;

/**
 * "I feel … when … It matters to me because …": one feeling, one thing that happened, why it matters. Blame is shown to the writer
 * before the other partner could read it. Source: exercises.md 8 (soft start-up); product.md row 10.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    alone: z.boolean().default(false),
    sharedEnough: z.boolean().default(false),
    feel: z.string().nullable().default(null),
    when: z.string().nullable().default(null),
    because: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 3,
    subject: 'feelings',
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['approved words'],
    planned: false,
    source: 'product row 10, exercise 8',
  },
  delays: { expiry: minutes(30) },
  initial: 'begin',
  states: {
    begin: { entry: [say('begin')], always: ['feel'] },
    feel: question('feel', {
      next: [...barred('feelOnce'), ...blamed('feelOnce'), { target: 'when', actions: [keep('feel')] }],
      skip: 'kept',
      expiry,
    }),
    feelOnce: { always: ['feelAgain'] },
    feelAgain: question('feel-again', {
      next: [...barred('feelOnce'), { target: 'when', actions: [keep('feel')] }],
      skip: 'kept',
      expiry,
    }),
    when: question('when', {
      next: [...barred('whenOnce'), ...blamed('whenOnce'), { target: 'because', actions: [keep('when')] }],
      skip: 'kept',
      back: 'feel',
      expiry,
    }),
    whenOnce: { always: ['whenAgain'] },
    whenAgain: question('when-again', {
      next: [...barred('whenOnce'), { target: 'because', actions: [keep('when')] }],
      skip: 'kept',
      back: 'feel',
      expiry,
    }),
    because: question('because', {
      next: [...barred('becauseOnce'), ...blamed('becauseOnce'), { target: 'shown', actions: [keep('because')] }],
      skip: 'kept',
      back: 'when',
      expiry,
    }),
    becauseOnce: { always: ['becauseAgain'] },
    becauseAgain: question('because-again', {
      next: [...barred('becauseOnce'), { target: 'shown', actions: [keep('because')] }],
      skip: 'kept',
      back: 'when',
      expiry,
    }),
    shown: {
      entry: [say('shown'), say('whole', { with: ['feel', 'when', 'because'] })],
      always: [
        { guard: is('alone', true), target: 'own' },
        { guard: is('sharedEnough', true), target: 'enough' },
        { target: 'consent' },
      ],
    },
    consent: question('consent', {
      next: [
        { guard: answered('share'), target: 'sent' },
        { guard: answered('change'), target: 'feel' },
        { target: 'kept' },
      ],
      skip: 'kept',
      back: 'because',
      expiry,
    }),
    sent: {
      type: 'final',
      entry: [share('whole', { with: ['feel', 'when', 'because'], framed: true }), say('sent')],
    },
    own: { type: 'final', entry: [fact('i-statement', 'feel'), say('own')] },
    enough: { type: 'final', entry: [say('enough')] },
    kept: { type: 'final', entry: [say('kept')] },
    over: { type: 'final' },
  },
});
