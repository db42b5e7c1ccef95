import { answered, defineDialog, minutes, open, question, z } from '../src/engine/kit.ts';

const asked = {
  ask: { offers: true },
  keep: 'chosen',
  next: [{ guard: answered('more'), target: 'more' }, 'chosen'],
  expiry: { expiry: 'over' },
  skip: 'over',
} as const;

/** What the coach can do, a few things at a time. The options' ids are the names of dialogs and commands. */
export default defineDialog({
  version: 3,
  context: z.strictObject({ chosen: z.string().nullable().default(null) }),
  delays: { expiry: minutes(30) },
  initial: 'asking',
  states: {
    asking: question('ask', asked),
    more: { always: ['asking'] },
    chosen: { type: 'final', entry: [open('chosen')] },
    over: { type: 'final' },
  },
});
