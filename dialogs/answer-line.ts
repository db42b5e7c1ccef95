import { answered, defineDialog, hours, is, question, say, share, z } from '../src/engine/kit.ts';

/**
 * A line of repair was read: thanks, some time, or no answer. What is answered waits for a good time as the line did; silence tells
 * nothing. Source: exercises.md 10.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    sharedEnough: z.boolean().default(false),
    taken: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 1,
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['a chosen line'],
    planned: false,
    source: 'product row 4, exercise 10',
  },
  delays: { expiry: hours(3) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('sharedEnough', true), target: 'enough' }, 'take'] },
    // Behind the line, which has just gone out in this lane.
    take: question('take', {
      ask: { lane: 'mediated' },
      keep: 'taken',
      next: [{ guard: answered('nothing'), target: 'kept' }, 'sent'],
      skip: 'kept',
      expiry: { expiry: 'over' },
    }),
    sent: { type: 'final', entry: [share('answer', { with: ['taken'] }), say('sent')] },
    enough: { type: 'final', entry: [say('enough', { lane: 'mediated' })] },
    kept: { type: 'final', entry: [say('kept')] },
    over: { type: 'final' },
  },
});
