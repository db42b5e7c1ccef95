import { above, answered, ask, below, defineDialog, fact, finish, keep, minutes, say, z } from '../src/engine/kit.ts';

const score = z.number().int().min(0).max(10).nullable().default(null);

/** A stretch of breathing: a text, then quiet until its time is over. DONE ends the exercise early. */
const stretch = <const Next extends string>(key: string, delay: string, next: Next) =>
  ({
    entry: [ask(key)],
    on: { ANSWER: [{ guard: answered('done'), target: 'after' }], SKIP: 'after' },
    after: { [delay]: next },
  }) as const;

/**
 * Paced breathing for five minutes, in for 4 and out for 6, with a calm score before and after. For one partner alone.
 * Source: exercises.md 9; product.md row 35.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({ before: score, after: score }),
  fits: ['always', 'worn', 'night'],
  delays: { expiry: minutes(10), first: minutes(1), second: minutes(2), third: minutes(2) },
  initial: 'before',
  states: {
    before: {
      entry: [ask('before')],
      on: {
        ANSWER: [{ target: 'begin', actions: [keep('before'), fact('calm-before', 'before')] }],
        SKIP: 'begin',
      },
      after: { expiry: 'over' },
    },
    begin: stretch('begin', 'first', 'on'),
    on: stretch('on', 'second', 'further'),
    further: stretch('further', 'third', 'after'),
    after: {
      entry: [ask('after')],
      on: {
        ANSWER: [
          { guard: above('before'), target: 'calmer', actions: [keep('after'), fact('calm-after', 'after')] },
          { guard: below('before'), target: 'harder', actions: [keep('after'), fact('calm-after', 'after')] },
          { target: 'same', actions: [keep('after'), fact('calm-after', 'after')] },
        ],
        SKIP: 'same',
      },
      after: { expiry: 'silent' },
    },
    calmer: { type: 'final', entry: [say('calmer'), finish()] },
    same: { type: 'final', entry: [say('same'), finish()] },
    harder: { type: 'final', entry: [say('harder'), finish()] },
    silent: { type: 'final', entry: [finish()] },
    over: { type: 'final' },
  },
});
