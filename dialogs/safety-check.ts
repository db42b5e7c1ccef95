import { answered, ask, crisis, defineDialog, is, minutes, page, question, say, z } from '../src/engine/kit.ts';

const category = z
  .enum(['suicide', 'self-harm', 'overdose', 'withdrawal', 'lapse', 'violence', 'harm-to-others', 'child'])
  .default('self-harm');

/** Half an hour of silence pages, and says nothing (safety.md, "Levels and clocks"). */
const silence = [
  { guard: is('category', 'suicide'), target: 'urgent' },
  { guard: is('category', 'overdose'), target: 'urgent' },
  { target: 'sameDay' },
] as const;

/** Perhaps a crisis: asks whether the partner is safe. The answer decides; no answer calls a human. */
export default defineDialog({
  version: 3,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    category,
    about: z.enum(['self', 'other', 'own-act']).default('self'),
    /** `heard` in words, or an `attachment` that cannot be opened. */
    why: z.enum(['heard', 'attachment']).default('heard'),
  }),
  delays: { silence: minutes(30) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('why', 'attachment'), target: 'attachment' },
        { guard: is('category', 'violence'), target: 'quiet' },
        { target: 'asking' },
      ],
    },
    asking: question('ask', {
      next: [{ guard: answered('safe'), target: 'safe' }, 'unsafe'],
      unclear: 'unsafe',
      expiry: { silence },
    }),
    attachment: question('attachment', {
      next: [{ guard: answered('safe'), target: 'safe' }, 'unsafe'],
      unclear: 'unsafe',
      expiry: { silence: 'sameDay' },
    }),
    quiet: {
      entry: [ask('ask', { quiet: true })],
      on: { ANSWER: [{ guard: answered('safe'), target: 'safe' }, { target: 'unsafe' }], UNCLEAR: 'unsafe' },
      after: { silence: 'urgent' },
    },
    // A hint of suicide is not over with one yes: the line stays in it.
    safe: {
      always: [
        { guard: is('category', 'suicide'), target: 'safeSelf' },
        { guard: is('category', 'self-harm'), target: 'heardSelf' },
        'safeElse',
      ],
    },
    heardSelf: { always: [{ guard: is('why', 'attachment'), target: 'safeElse' }, 'safeSelf'] },
    safeSelf: { type: 'final', entry: [say('safe-self')] },
    safeElse: { type: 'final', entry: [say('safe')] },
    unsafe: { type: 'final', entry: [crisis('urgent')] },
    urgent: { type: 'final', entry: [page('urgent', 'silence')] },
    sameDay: { type: 'final', entry: [page('same-day', 'silence')] },
  },
});
