import { answered, defineDialog, flawed, hours, is, page, question, say, share, z } from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;

/**
 * Three ways to answer when the other has told something hard: say it back, thank, ask what would help. It is tried in private; then a line of
 * ours may go to the other, as any words that were approved. Source: product.md row 12; exercises.md 12.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    alone: z.boolean().default(false),
    sharedEnough: z.boolean().default(false),
    line: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 3,
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['a chosen line'],
    planned: false,
    source: 'product row 12, exercise 12',
  },
  delays: { expiry: hours(3) },
  initial: 'way',
  states: {
    way: question('way', {
      before: [say('example')],
      next: [
        { guard: answered('reflect'), target: 'try', actions: [say('reflect')] },
        { guard: answered('thank'), target: 'try', actions: [say('thank')] },
        { target: 'try', actions: [say('ask')] },
      ],
      skip: 'practised',
      ...over,
    }),
    try: question('try', {
      next: [
        { guard: flawed('threat'), target: 'kept', actions: [page('same-day', 'answer', 'harm-to-others')] },
        { target: 'practised', actions: [say('tried')] },
      ],
      skip: 'practised',
      back: 'way',
      ...over,
    }),
    practised: {
      always: [
        { guard: is('alone', true), target: 'kept' },
        { guard: is('sharedEnough', true), target: 'kept' },
        'line',
      ],
    },
    line: question('which', {
      keep: 'line',
      next: [{ guard: answered('nothing'), target: 'kept' }, 'preview'],
      skip: 'kept',
      ...over,
    }),
    preview: question('consent', {
      before: [say('exactly'), say('line', { with: ['line'] })],
      next: [{ guard: answered('share'), target: 'sent' }, 'kept'],
      skip: 'kept',
      back: 'line',
      ...over,
    }),
    sent: { type: 'final', entry: [share('line', { with: ['line'] }), say('sent')] },
    kept: { type: 'final', entry: [say('kept')] },
    over: { type: 'final' },
  },
});
