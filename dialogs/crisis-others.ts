import { answered, ask, beside, defineDialog, is, minutes, open, page, say, stay, z } from '../src/engine/kit.ts';

/** Danger to other people, or to a child. The coach warns nobody itself: a human decides. Source: safety.md. */
export default defineDialog({
  version: 4,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    level: z.enum(['same-day', 'urgent', 'emergency']).default('urgent'),
    category: z.enum(['harm-to-others', 'child']).default('harm-to-others'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
    /** Other categories that were heard and are urgent. */
    also: z.array(z.string()).default([]),
    /** What follows once everyone is safe: the screener, where a wish to die was told with it. */
    follows: z.string().default('none'),
  }),
  delays: { late: minutes(10) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('category', 'child'), target: 'child' }, 'harm'] },
    // Who fears to hurt a child is told first how to keep it safe.
    child: {
      always: [
        { guard: is('about', 'self'), target: 'safe', actions: [say('minor'), beside('also')] },
        { guard: is('about', 'own-act'), target: 'safe', actions: [say('child-own'), beside('also')] },
        { target: 'safe', actions: [say('child'), beside('also')] },
      ],
    },
    harm: { always: [{ target: 'safe', actions: [say('harm'), beside('also')] }] },
    safe: {
      entry: [ask('safe')],
      on: {
        ANSWER: [
          { guard: answered('yes'), target: 'thanks' },
          { target: 'unsafe', actions: [page('emergency', 'answer')] },
        ],
        UNCLEAR: [{ target: 'unsafe', actions: [page('urgent', 'answer')] }],
      },
      after: { late: 'silent' },
    },
    thanks: {
      entry: [say('thanks')],
      always: [{ guard: is('follows', 'crisis-self'), target: 'screener' }, 'calm'],
    },
    screener: { type: 'final', entry: [open('follows')] },
    calm: { type: 'final', entry: [stay('harm')] },
    unsafe: { type: 'final', entry: [say('unsafe'), stay('harm')] },
    silent: { type: 'final', entry: [page('urgent', 'silence')] },
  },
});
