import { answered, ask, defineDialog, is, minutes, page, say, z } from '../src/engine/kit.ts';

/**
 * Violence and fear. The first text is neutral, because somebody else may read it. Its questions are quiet: said once,
 * and anything but a clear yes counts as no. Only on a private phone do the lines follow. Whoever uses violence gets no
 * couple tool and is asked to step away. Source: safety.md, "What is said at once".
 */
export default defineDialog({
  version: 1,
  lane: 'crisis',
  holds: true,
  context: z.strictObject({
    level: z.enum(['same-day', 'urgent', 'emergency']).default('urgent'),
    category: z.enum(['violence']).default('violence'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
  }),
  delays: { expiry: minutes(10) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('about', 'own-act'), target: 'ownAct' }, { target: 'private' }] },
    private: {
      entry: [ask('first', { quiet: true })],
      on: {
        ANSWER: [{ guard: answered('yes'), target: 'near', actions: [say('lines')] }, { target: 'over' }],
        UNCLEAR: 'over',
      },
      after: { expiry: 'over' },
    },
    near: {
      entry: [ask('near', { quiet: true })],
      on: {
        ANSWER: [
          { guard: answered('yes'), target: 'nearby', actions: [page('emergency', 'answer')] },
          { target: 'thanks' },
        ],
        UNCLEAR: 'thanks',
      },
      after: { expiry: 'over' },
    },
    nearby: { type: 'final', entry: [say('nearby')] },
    thanks: { type: 'final', entry: [say('thanks')] },
    ownAct: { type: 'final', entry: [say('own-act')] },
    over: { type: 'final' },
  },
});
