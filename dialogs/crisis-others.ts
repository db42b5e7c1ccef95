import { answered, defineDialog, is, minutes, page, question, say, z } from '../src/engine/kit.ts';

/** Danger to other people, or to a child. The coach warns nobody itself: a human decides. Source: safety.md. */
export default defineDialog({
  version: 1,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    level: z.enum(['same-day', 'urgent', 'emergency']).default('urgent'),
    category: z.enum(['harm-to-others', 'child']).default('harm-to-others'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
  }),
  delays: { late: minutes(10) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('category', 'child'), target: 'safe', actions: [say('child')] },
        { target: 'safe', actions: [say('harm')] },
      ],
    },
    safe: question('safe', {
      next: [
        { guard: answered('yes'), target: 'thanks' },
        { target: 'unsafe', actions: [page('emergency', 'answer')] },
      ],
      unclear: { target: 'unsafe', actions: [page('urgent', 'answer')] },
      expiry: { late: 'silent' },
    }),
    thanks: { type: 'final', entry: [say('thanks')] },
    unsafe: { type: 'final', entry: [say('unsafe')] },
    silent: { type: 'final', entry: [page('urgent', 'silence')] },
  },
});
