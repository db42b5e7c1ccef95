import { answered, ask, beside, defineDialog, is, minutes, open, page, say, stay, z } from '../src/engine/kit.ts';

/** Whether help is there: anything but a clear yes pages, and says how to get it. */
const help = <const Yes extends string, const No extends string>(yes: Yes, no: No) =>
  ({
    entry: [ask('help')],
    on: {
      ANSWER: [
        { guard: answered('yes'), target: yes },
        { target: no, actions: [page('emergency', 'answer')] },
      ],
      UNCLEAR: [{ target: no, actions: [page('emergency', 'answer')] }],
    },
    after: { soon: 'silent' },
  }) as const;

/** Whether the partner is safe: anything but a clear yes pages. */
const safe = <const Yes extends string>(yes: Yes) =>
  ({
    entry: [ask('safe')],
    on: {
      ANSWER: [
        { guard: answered('yes'), target: yes },
        { target: 'unsafe', actions: [page('urgent', 'answer')] },
      ],
      UNCLEAR: [{ target: 'unsafe', actions: [page('urgent', 'answer')] }],
    },
    after: { late: 'silentSafe' },
  }) as const;

/**
 * Overdose, withdrawal, lapse. What to do comes first, before any question; then whether help is there, or whether the
 * partner is safe. Where it was about dying, the screener follows once help is there. Source: safety.md, "What is said at once".
 */
export default defineDialog({
  version: 3,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    level: z.enum(['same-day', 'urgent', 'emergency']).default('urgent'),
    category: z.enum(['overdose', 'withdrawal', 'lapse']).default('overdose'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
    /** Other categories that were heard and are urgent. */
    also: z.array(z.string()).default([]),
    /** What follows once the body is safe: the screener, where a wish to die was told with it. */
    follows: z.string().default('none'),
  }),
  delays: { soon: minutes(3), late: minutes(10) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('category', 'overdose'), target: 'overdose' }, 'others'] },
    overdose: {
      always: [
        { guard: is('about', 'other'), target: 'help', actions: [say('overdose'), beside('also')] },
        { target: 'help', actions: [say('overdose-self'), beside('also')] },
      ],
    },
    others: {
      always: [
        { guard: is('category', 'lapse'), target: 'safe', actions: [say('lapse'), beside('also')] },
        {
          guard: is('level', 'emergency'),
          target: 'helpWithdrawal',
          actions: [say('withdrawal-emergency'), beside('also')],
        },
        { target: 'safeWithdrawal', actions: [say('withdrawal'), beside('also')] },
      ],
    },
    help: help('coming', 'alone'),
    helpWithdrawal: help('comingWithdrawal', 'aloneWithdrawal'),
    safe: safe('thanks'),
    safeWithdrawal: safe('thanksWithdrawal'),
    coming: {
      entry: [say('coming')],
      always: [{ guard: is('follows', 'crisis-self'), target: 'screener' }, 'over'],
    },
    comingWithdrawal: { entry: [say('coming-withdrawal')], always: ['over'] },
    screener: { type: 'final', entry: [open('follows')] },
    alone: { type: 'final', entry: [say('alone'), stay('act')] },
    aloneWithdrawal: { type: 'final', entry: [say('alone-withdrawal'), stay('act')] },
    // After a lapse it is the person who is in need, and no body in danger.
    unsafe: { entry: [say('unsafe')], always: [{ guard: is('category', 'lapse'), target: 'unsafeLapse' }, 'over'] },
    unsafeLapse: { type: 'final', entry: [stay('self')] },
    thanks: { type: 'final', entry: [say('thanks'), stay('self')] },
    thanksWithdrawal: { type: 'final', entry: [say('thanks-withdrawal'), stay('act')] },
    over: { type: 'final', entry: [stay('act')] },
    silent: { type: 'final', entry: [page('emergency', 'silence')] },
    silentSafe: { type: 'final', entry: [page('urgent', 'silence')] },
  },
});
