import { answered, crisis, defineDialog, is, minutes, partWays, question, say, z } from '../src/engine/kit.ts';

/** Whether the other is told. Nobody is, unless whoever ended it says clearly and in private that it is safe now. */
const later = { target: 'later' } as const;

/**
 * The couple part ends at a word of one of them; what is each one's own goes on. Source: safety.md, "Endings".
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    alone: z.boolean().default(false),
    private: z.enum(['yes', 'no']).default('no'),
    category: z.string().default('violence'),
  }),
  delays: { expiry: minutes(30) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('alone', true), target: 'already' }, 'sure'] },
    sure: question('sure', {
      next: [{ guard: answered('yes'), target: 'ended', actions: [partWays('no')] }, 'kept'],
      skip: 'kept',
      expiry: { expiry: 'over' },
    }),
    ended: { always: [{ guard: is('private', 'yes'), target: 'safe' }, later] },
    safe: question('safe', {
      next: [
        { guard: answered('yes'), target: 'now' },
        { guard: answered('no'), target: 'unsafe' },
        { target: 'later' },
      ],
      unclear: later,
      skip: 'later',
      expiry: { expiry: 'silent' },
    }),
    now: { type: 'final', entry: [partWays('now'), say('now')] },
    later: { type: 'final', entry: [partWays('later'), say('later')] },
    silent: { type: 'final', entry: [partWays('later')] },
    unsafe: { type: 'final', entry: [crisis('urgent')] },
    kept: { type: 'final', entry: [say('kept')] },
    already: { type: 'final', entry: [say('already')] },
    over: { type: 'final' },
  },
});
