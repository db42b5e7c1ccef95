import { answered, ask, crisis, defineDialog, minutes, page, say, stay, z } from '../src/engine/kit.ts';

/**
 * Pain was told twice within the hour: the coach asks directly whether it is about dying, with the line. A yes is answered
 * like any crisis; what stays unclear, and silence, is for a human today. Source: safety.md, "Below a crisis".
 */
export default defineDialog({
  version: 2,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    category: z.enum(['suicide']).default('suicide'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
  }),
  delays: { silence: minutes(30) },
  initial: 'asking',
  states: {
    asking: {
      entry: [ask('ask')],
      on: {
        ANSWER: [
          { guard: answered('yes'), target: 'yes' },
          { guard: answered('no'), target: 'no' },
          { target: 'unclear', actions: [page('same-day', 'answer')] },
        ],
        TOLD: 'yes',
        UNCLEAR: [{ target: 'unclear', actions: [page('same-day', 'answer')] }],
      },
      after: { silence: 'silent' },
    },
    yes: { type: 'final', entry: [crisis('urgent')] },
    no: { type: 'final', entry: [say('no')] },
    unclear: { type: 'final', entry: [say('unclear'), stay('self')] },
    silent: { type: 'final', entry: [page('same-day', 'silence')] },
  },
});
