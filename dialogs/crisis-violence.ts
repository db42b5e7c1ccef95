import { answered, ask, beside, defineDialog, is, learn, minutes, page, say, z } from '../src/engine/kit.ts';

/**
 * Violence and fear. The first text is neutral, because somebody else may read it. Its questions are quiet: said once,
 * and anything but a clear yes counts as no. Only on a private phone do the lines follow. Whoever uses violence gets no
 * couple tool and is asked to step away. Source: safety.md, "What is said at once".
 */
export default defineDialog({
  version: 3,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    level: z.enum(['same-day', 'urgent', 'emergency']).default('urgent'),
    category: z.enum(['violence']).default('violence'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
    /** Other categories that were heard and are urgent: 988 and 911 may always stand. */
    also: z.array(z.string()).default([]),
    /** Whether the phone is private, and whether the person is near: what may be said later depends on it. */
    known: z.record(z.string(), z.string()).default({}),
  }),
  delays: { expiry: minutes(10) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('about', 'own-act'), target: 'ownAct' },
        { target: 'private', actions: [beside('also')] },
      ],
    },
    private: {
      entry: [ask('first', { quiet: true })],
      on: {
        ANSWER: [
          { guard: answered('yes'), target: 'near', actions: [learn('known', { private: 'yes' }), say('lines')] },
          { target: 'notPrivate' },
        ],
        UNCLEAR: 'notPrivate',
      },
      after: { expiry: 'silent' },
    },
    near: {
      entry: [ask('near', { quiet: true })],
      on: {
        ANSWER: [
          {
            guard: answered('yes'),
            target: 'nearby',
            actions: [learn('known', { near: 'yes' }), page('emergency', 'answer')],
          },
          { target: 'thanks', actions: [learn('known', { near: 'no' })] },
        ],
        UNCLEAR: 'thanks',
      },
      after: { expiry: 'silent' },
    },
    nearby: { type: 'final', entry: [say('nearby')] },
    thanks: { type: 'final', entry: [say('thanks')] },
    ownAct: { type: 'final', entry: [say('own-act'), beside('also')] },
    // Nothing more is said; the counselor sees that this phone is not private, or that nobody answered.
    notPrivate: { type: 'final', entry: [page('same-day', 'answer')] },
    silent: { type: 'final', entry: [page('same-day', 'silence')] },
  },
});
