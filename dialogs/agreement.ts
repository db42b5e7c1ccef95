import { answered, defineDialog, hours, question, say, z } from '../src/engine/kit.ts';

/**
 * A week after two agreed on something small, each is asked in private how it went. The first line may stand on a lock screen and names
 * nothing. Source: exercises.md 7.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({ agreement: z.string().nullable().default(null) }),
  delays: { expiry: hours(3) },
  initial: 'how',
  states: {
    how: question('how', {
      ask: { lane: 'nudge' },
      keep: 'agreement',
      fact: true,
      next: [{ guard: answered('done'), target: 'done' }, { guard: answered('partly'), target: 'partly' }, 'not'],
      skip: 'over',
      expiry: { expiry: 'over' },
    }),
    done: { type: 'final', entry: [say('done')] },
    partly: { type: 'final', entry: [say('partly')] },
    not: { type: 'final', entry: [say('not-yet')] },
    over: { type: 'final' },
  },
});
