import { answered, crisis, defineDialog, fact, minutes, question, say, set, z } from '../src/engine/kit.ts';

/**
 * A second opinion found words heavy in which a rule had heard something too: the coach asks how they are. Silence pages
 * nobody. A no is answered like any other. Source: safety.md, "Levels and clocks".
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    /** Not `category`: silence here belongs to no crisis. */
    of: z
      .enum(['suicide', 'self-harm', 'overdose', 'withdrawal', 'lapse', 'violence', 'harm-to-others', 'child'])
      .default('self-harm'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
    answer: z.string().nullable().default(null),
  }),
  delays: { silence: minutes(30) },
  initial: 'asking',
  states: {
    asking: question('ask', {
      keep: 'answer',
      next: [{ guard: answered('safe'), target: 'safe' }, 'unsafe'],
      unclear: 'unclear',
      skip: 'silent',
      expiry: { silence: 'silent' },
    }),
    safe: { type: 'final', entry: [fact('gentle-check', 'answer'), say('safe')] },
    unsafe: { type: 'final', entry: [fact('gentle-check', 'answer'), crisis('urgent', 'of')] },
    unclear: { type: 'final', entry: [set('answer', 'unclear'), fact('gentle-check', 'answer'), say('unclear')] },
    silent: { type: 'final', entry: [set('answer', 'silence'), fact('gentle-check', 'answer')] },
  },
});
