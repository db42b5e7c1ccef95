import { answered, defineDialog, finish, hours, open, question, say, z } from '../src/engine/kit.ts';

const asked = {
  keep: 'chosen',
  next: [{ guard: answered('later'), target: 'later' }, { guard: answered('more'), target: 'again' }, 'chosen'],
  skip: 'later',
  expiry: { expiry: 'over' },
} as const;

/**
 * Something for oneself, as the plan draws it: one slot in four, and whole seasons. It is offered in the same words whyever it is no slot
 * for two. Source: safety.md, "Two partners".
 */
export default defineDialog({
  version: 3,
  context: z.strictObject({ chosen: z.string().nullable().default(null) }),
  delays: { expiry: hours(3) },
  initial: 'offer',
  states: {
    offer: question('offer', { ...asked, ask: { lane: 'nudge', offers: true } }),
    more: question('offer', { ...asked, ask: { offers: true } }),
    again: { always: ['more'] },
    chosen: { type: 'final', entry: [finish(), open('chosen')] },
    later: { type: 'final', entry: [say('later')] },
    over: { type: 'final' },
  },
});
