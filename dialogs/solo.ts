import { answered, defineDialog, finish, hours, open, question, say, z } from '../src/engine/kit.ts';

/**
 * Something for oneself, as the plan draws it: one slot in four, and whole seasons. It is offered in the same words whyever it is no slot
 * for two. Source: safety.md, "Two partners".
 */
export default defineDialog({
  version: 2,
  context: z.strictObject({ chosen: z.string().nullable().default(null) }),
  delays: { expiry: hours(3) },
  initial: 'offer',
  states: {
    offer: question('offer', {
      ask: { lane: 'nudge', offers: true },
      keep: 'chosen',
      next: [{ guard: answered('later'), target: 'later' }, 'chosen'],
      skip: 'later',
      expiry: { expiry: 'over' },
    }),
    chosen: { type: 'final', entry: [finish(), open('chosen')] },
    later: { type: 'final', entry: [say('later')] },
    over: { type: 'final' },
  },
});
