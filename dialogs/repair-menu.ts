import { answered, defineDialog, is, minutes, question, say, share, z } from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;

/**
 * One line of ours that opens a door again, at any time: it waits for a good time of the other, and goes nowhere in a break. The one
 * after a break is `repair`. Source: exercises.md 10.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    alone: z.boolean().default(false),
    sharedEnough: z.boolean().default(false),
    line: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 1,
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['a chosen line'],
    planned: false,
    source: 'product row 4, exercise 10',
  },
  delays: { expiry: minutes(30) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('alone', true), target: 'own' },
        { guard: is('sharedEnough', true), target: 'enough' },
        'choose',
      ],
    },
    choose: question('choose', {
      keep: 'line',
      next: [{ guard: answered('nothing'), target: 'kept' }, 'sent'],
      skip: 'kept',
      ...over,
    }),
    sent: { type: 'final', entry: [share('line', { with: ['line'], kind: 'repair' }), say('sent')] },
    own: { type: 'final', entry: [say('own')] },
    enough: { type: 'final', entry: [say('enough')] },
    kept: { type: 'final', entry: [say('kept')] },
    over: { type: 'final' },
  },
});
