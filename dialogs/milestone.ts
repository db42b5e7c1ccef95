import { answered, defineDialog, finish, hours, is, question, say, setting, share, z } from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;

/**
 * A day to note in a partner's own count: theirs alone, until they share it on that day. The first line may stand on a lock screen,
 * and none of it says what is counted. Source: product.md, "Milestones" and row 16; safety.md, "Two partners".
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    by: z.literal('nudge').nullable().default(null),
    alone: z.boolean().default(false),
    sharedEnough: z.boolean().default(false),
    isToday: z.boolean().default(false),
    unit: z.enum(['hours', 'days', 'months', 'years']).nullable().default(null),
    amount: z.number().default(0),
    wasShared: z.boolean().default(false),
    answer: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 2,
    subject: 'recovery',
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['approved words'],
    planned: false,
    source: 'product row 16',
  },
  delays: { expiry: hours(3) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('isToday', true), target: 'begin' }, 'none'] },
    // Put off until the day was over: nothing is said.
    none: { always: [{ guard: is('by', 'nudge'), target: 'over' }, 'noDay'] },
    begin: { always: [{ guard: is('by', 'nudge'), target: 'ready' }, 'today'] },
    noDay: { type: 'final', entry: [say('none')] },
    ready: question('ready', {
      ask: { lane: 'nudge' },
      next: [{ guard: answered('later'), target: 'later' }, 'today'],
      skip: 'later',
      ...over,
    }),
    today: {
      entry: [say('today', { with: ['unit', 'amount'] })],
      always: [
        { guard: is('alone', true), target: 'own' },
        { guard: is('wasShared', true), target: 'own' },
        { guard: is('sharedEnough', true), target: 'own' },
        { target: 'offer' },
      ],
    },
    offer: question('offer', {
      next: [{ guard: answered('show'), target: 'preview' }, 'kept'],
      skip: 'kept',
      ...over,
    }),
    preview: question('consent', {
      keep: 'answer',
      before: [say('exactly'), say('news', { with: ['unit', 'amount'] })],
      next: [{ guard: answered('share'), target: 'sent' }, 'kept'],
      skip: 'kept',
      back: 'offer',
      ...over,
    }),
    sent: {
      type: 'final',
      entry: [
        share('news', { with: ['unit', 'amount'], kind: 'milestone', today: true }),
        setting('milestone-shared', 'answer'),
        finish(),
        say('sent'),
      ],
    },
    own: { type: 'final', entry: [finish(), say('own')] },
    kept: { type: 'final', entry: [finish(), say('kept')] },
    later: { type: 'final', entry: [say('later')] },
    over: { type: 'final' },
  },
});
