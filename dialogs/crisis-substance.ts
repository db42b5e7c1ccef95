import { answered, defineDialog, is, minutes, page, question, say, z } from '../src/engine/kit.ts';

/**
 * Overdose, withdrawal, lapse. What to do comes first, before any question; then whether help is there, or whether the
 * partner is safe. Source: safety.md, "What is said at once".
 */
export default defineDialog({
  version: 1,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    level: z.enum(['same-day', 'urgent', 'emergency']).default('urgent'),
    category: z.enum(['overdose', 'withdrawal', 'lapse']).default('overdose'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
  }),
  delays: { soon: minutes(3), late: minutes(10) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('category', 'overdose'), target: 'help', actions: [say('overdose')] },
        { guard: is('category', 'lapse'), target: 'safe', actions: [say('lapse')] },
        { guard: is('level', 'emergency'), target: 'help', actions: [say('withdrawal-emergency')] },
        { target: 'safe', actions: [say('withdrawal')] },
      ],
    },
    help: question('help', {
      next: [
        { guard: answered('yes'), target: 'coming' },
        { target: 'alone', actions: [page('emergency', 'answer')] },
      ],
      unclear: { target: 'alone', actions: [page('emergency', 'answer')] },
      expiry: { soon: 'silent' },
    }),
    safe: question('safe', {
      next: [
        { guard: answered('yes'), target: 'thanks' },
        { target: 'unsafe', actions: [page('urgent', 'answer')] },
      ],
      unclear: { target: 'unsafe', actions: [page('urgent', 'answer')] },
      expiry: { late: 'silentSafe' },
    }),
    coming: { type: 'final', entry: [say('coming')] },
    alone: { type: 'final', entry: [say('alone')] },
    unsafe: { type: 'final', entry: [say('unsafe')] },
    thanks: { type: 'final', entry: [say('thanks')] },
    silent: { type: 'final', entry: [page('emergency', 'silence')] },
    silentSafe: { type: 'final', entry: [page('urgent', 'silence')] },
  },
});
