import { answered, between, crisis, defineDialog, give, hours, is, question, say, set, z } from '../src/engine/kit.ts';

/** The gate ends at its own instant (`engine/couple/gate.ts`), long before these. */
const over = { expiry: { expiry: 'over' } } as const;

/**
 * Before every exercise for two, each in private: now, not today, or something alone. Whether it is safe is asked on a private phone
 * only. What is answered is never told: one bit comes of it, at a fixed instant. Source: safety.md, "Two partners"; exercises.md,
 * "Before every couple exercise".
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    private: z.enum(['yes', 'no']).default('no'),
    category: z.string().nullable().default(null),
  }),
  delays: { expiry: hours(1) },
  initial: 'ready',
  states: {
    ready: question('ready', {
      ask: { lane: 'nudge' },
      next: [
        { guard: answered('not-today'), target: 'declined' },
        { guard: answered('alone'), target: 'alone' },
        { target: 'privately', actions: [say('private')] },
      ],
      skip: 'declined',
      ...over,
    }),
    privately: { always: [{ guard: is('private', 'yes'), target: 'safe' }, 'used'] },
    safe: question('safe', {
      next: [{ guard: answered('no'), target: 'unsafe' }, 'used'],
      skip: 'declined',
      unclear: 'declined',
      ...over,
    }),
    used: question('used', {
      next: [{ guard: answered('yes'), target: 'lapse' }, 'signs'],
      skip: 'declined',
      back: 'privately',
      ...over,
    }),
    signs: question('signs', {
      next: [{ guard: answered('yes'), target: 'withdrawal' }, 'heat'],
      skip: 'declined',
      back: 'used',
      ...over,
    }),
    heat: question('heat', {
      next: [{ guard: between(7, 10), target: 'hot' }, 'agreed'],
      skip: 'declined',
      back: 'signs',
      ...over,
    }),
    agreed: { type: 'final', entry: [give('yes'), say('agreed')] },
    declined: { type: 'final', entry: [say('declined')] },
    alone: { type: 'final', entry: [say('alone')] },
    hot: { type: 'final', entry: [say('hot')] },
    unsafe: { type: 'final', entry: [set('category', 'violence'), crisis('urgent')] },
    lapse: { type: 'final', entry: [set('category', 'lapse'), crisis('same-day')] },
    withdrawal: { type: 'final', entry: [set('category', 'withdrawal'), crisis('urgent')] },
    over: { type: 'final' },
  },
});
