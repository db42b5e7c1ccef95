import { answered, barred, defineDialog, fact, is, keep, minutes, question, say, share, z } from '../src/engine/kit.ts';

/** Words that somebody may want to pass on: what would frighten goes nowhere, what is too long comes back. */
const written = [...barred('again'), { target: 'preview', actions: [keep('words')] }] as const;

/**
 * SHARE: a few words for the other partner. They are shown exactly as they would be read, and go nowhere before they are
 * approved. Source: safety.md, "Two partners"; product.md row 23.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    alone: z.boolean().default(false),
    sharedEnough: z.boolean().default(false),
    words: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 2,
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['approved words'],
    planned: false,
    source: 'product row 23',
  },
  fits: ['two', 'evening'],
  delays: { expiry: minutes(30) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('alone', true), target: 'own' },
        { guard: is('sharedEnough', true), target: 'enough' },
        { target: 'write' },
      ],
    },
    write: question('write', { next: written, skip: 'kept', expiry: { expiry: 'over' } }),
    // Also where words are changed: what was written stands until others are.
    again: { always: ['rewrite'] },
    rewrite: question('rewrite', { next: written, skip: 'kept', expiry: { expiry: 'over' } }),
    preview: question('consent', {
      before: [say('exactly'), say('words', { with: ['words'] })],
      next: [
        { guard: answered('share'), target: 'sent' },
        { guard: answered('change'), target: 'rewrite' },
        { target: 'kept' },
      ],
      skip: 'kept',
      back: 'rewrite',
      expiry: { expiry: 'over' },
    }),
    sent: { type: 'final', entry: [share('words', { with: ['words'] }), say('sent')] },
    kept: { type: 'final', entry: [say('kept')] },
    enough: { type: 'final', entry: [say('enough')] },
    own: question('own', {
      keep: 'words',
      next: 'ownKept',
      skip: 'kept',
      expiry: { expiry: 'over' },
    }),
    ownKept: { type: 'final', entry: [fact('note', 'words'), say('own-kept')] },
    over: { type: 'final' },
  },
});
