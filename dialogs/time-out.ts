import { answered, crisis, defineDialog, give, is, keep, minutes, question, say, z } from '../src/engine/kit.ts';

/**
 * HEAT: whoever asks for a break says in private how long it is to be. Both are told at a fixed instant, whatever is answered here
 * (`engine/couple/time-out.ts`). Whether it is safe is asked on a private phone only. Source: safety.md, "Time-out (HEAT)"; product.md
 * row 4.
 */
export default defineDialog({
  version: 2,
  context: z.strictObject({
    private: z.enum(['yes', 'no']).default('no'),
    category: z.string().default('violence'),
    wanted: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 30,
    notFor: [],
    crosses: ['the time of the return'],
    planned: false,
    source: 'product row 4, exercise 9',
  },
  fits: ['always', 'two'],
  delays: { expiry: minutes(10) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('private', 'yes'), target: 'safe' }, 'howLong'] },
    safe: question('safe', {
      next: [{ guard: answered('no'), target: 'unsafe' }, 'howLong'],
      unclear: { target: 'howLong', actions: [say('in-danger')] },
      skip: 'howLong',
      expiry: { expiry: 'over' },
    }),
    howLong: question('how-long', {
      next: [{ target: 'set', actions: [keep('wanted')] }],
      skip: 'standard',
      expiry: { expiry: 'over' },
    }),
    // Until the notice nothing else goes on here; it takes this away.
    set: { entry: [give('return-time', 'wanted'), say('set')], after: { expiry: 'over' } },
    standard: { entry: [say('standard')], after: { expiry: 'over' } },
    unsafe: { type: 'final', entry: [crisis('urgent')] },
    over: { type: 'final' },
  },
});
