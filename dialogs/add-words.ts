import { answered, barred, defineDialog, hours, is, keep, question, say, share, z } from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;

const written = [...barred('again'), { target: 'preview', actions: [keep('words')] }] as const;

/**
 * A few words to a milestone that the other partner has shared: offered once, right after it was read, and shown before they go.
 * Source: product.md row 16.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    sharedEnough: z.boolean().default(false),
    words: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 2,
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['approved words'],
    planned: false,
    source: 'product row 16',
  },
  delays: { expiry: hours(3) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('sharedEnough', true), target: 'enough' }, 'offer'] },
    // Behind the milestone, which has just gone out in this lane.
    offer: question('offer', {
      ask: { lane: 'mediated' },
      next: [{ guard: answered('write'), target: 'write' }, 'kept'],
      skip: 'kept',
      ...over,
    }),
    write: question('write', { next: written, skip: 'kept', back: 'offer', ...over }),
    again: { always: ['rewrite'] },
    rewrite: question('rewrite', { next: written, skip: 'kept', ...over }),
    preview: question('consent', {
      before: [say('exactly'), say('words', { with: ['words'] })],
      next: [
        { guard: answered('share'), target: 'sent' },
        { guard: answered('change'), target: 'rewrite' },
        { target: 'kept' },
      ],
      skip: 'kept',
      back: 'rewrite',
      ...over,
    }),
    sent: { type: 'final', entry: [share('words', { with: ['words'] }), say('sent')] },
    enough: { type: 'final', entry: [say('enough', { lane: 'mediated' })] },
    kept: { type: 'final', entry: [say('kept')] },
    over: { type: 'final' },
  },
});
