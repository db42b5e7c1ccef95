import { defineDialog, minutes, open, question, z } from '../src/engine/kit.ts';

/** What the coach can do, as one question. The options' ids are the names of dialogs and commands. */
export default defineDialog({
  version: 2,
  context: z.strictObject({ chosen: z.string().nullable().default(null) }),
  delays: { expiry: minutes(30) },
  initial: 'asking',
  states: {
    asking: question('ask', {
      ask: { offers: true },
      keep: 'chosen',
      next: 'chosen',
      expiry: { expiry: 'over' },
      skip: 'over',
    }),
    chosen: { type: 'final', entry: [open('chosen')] },
    over: { type: 'final' },
  },
});
