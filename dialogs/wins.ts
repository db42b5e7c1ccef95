import { answered, defineDialog, fact, flawed, hours, is, page, question, say, share, z } from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;

/**
 * WIN: a small thing that went well, in a partner's own words. It is theirs; the other hears of it by choice, in exactly these words.
 * What would frighten is kept, and no way to pass it on is offered. Source: product.md row 41 and "Milestones".
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
    source: 'product row 41',
  },
  fits: ['evening'],
  delays: { expiry: hours(3) },
  initial: 'write',
  states: {
    write: question('write', {
      keep: 'words',
      next: [
        { guard: flawed('threat'), target: 'own', actions: [page('same-day', 'answer', 'harm-to-others')] },
        { guard: flawed('control', 'unsafe', 'long'), target: 'own' },
        { guard: is('alone', true), target: 'own' },
        { guard: is('sharedEnough', true), target: 'own' },
        'noted',
      ],
      skip: 'left',
      ...over,
    }),
    noted: { entry: [fact('win', 'words'), say('noted')], always: ['offer'] },
    own: { type: 'final', entry: [fact('win', 'words'), say('own')] },
    offer: question('offer', {
      next: [{ guard: answered('tell'), target: 'preview' }, 'kept'],
      skip: 'kept',
      ...over,
    }),
    preview: question('consent', {
      before: [say('exactly'), say('news', { with: ['words'] })],
      next: [{ guard: answered('share'), target: 'sent' }, 'kept'],
      skip: 'kept',
      back: 'offer',
      ...over,
    }),
    sent: { type: 'final', entry: [share('news', { with: ['words'], framed: true }), say('sent')] },
    kept: { type: 'final', entry: [say('kept')] },
    left: { type: 'final', entry: [say('left')] },
    over: { type: 'final' },
  },
});
