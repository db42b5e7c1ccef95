import {
  answered,
  ask,
  defineDialog,
  finish,
  hours,
  is,
  keep,
  open,
  page,
  question,
  say,
  set,
  setting,
  z,
} from '../src/engine/kit.ts';

const text = z.string().nullable().default(null);
const over = { expiry: { expiry: 'over' } } as const;

/**
 * What a partner is told and asked before anything private: adults only; what is stored, who sees it, what may have to be
 * reported; texts to the phone as a second yes; who else reads it, the zone, quiet hours, a PIN. Source: safety.md,
 * "Privacy and law" and "Who may take part"; 42 CFR 2.31 (parties, purpose, expiry).
 */
export default defineDialog({
  version: 3,
  context: z.strictObject({
    /** All of it, or only the yes to texts, for a phone that is added later. */
    step: z.enum(['all', 'texts']).default('all'),
    channel: z.enum(['sms', 'other']).default('other'),
    consent: text,
    texts: text,
    phone: text,
    zone: text,
    quiet: text,
    pin: text,
    /** Whether a consent of its own is asked next: may an outside service read along. */
    outside: z.enum(['ask', 'none']).default('none'),
    next: z.literal('outside-reader').default('outside-reader'),
  }),
  delays: { expiry: hours(24) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('step', 'texts'), target: 'more' },
        { target: 'adult', actions: [say('hello')] },
      ],
    },
    adult: question('adult', {
      next: [
        {
          guard: answered('adult'),
          target: 'agree',
          actions: [say('stored'), say('seen'), say('duty')],
        },
        { guard: answered('younger'), target: 'minor' },
      ],
      ...over,
    }),
    agree: question('agree', {
      keep: 'consent',
      next: [{ guard: answered('agree'), target: 'agreed' }, 'declined'],
      ...over,
    }),
    agreed: {
      entry: [setting('consent', 'consent')],
      always: [
        { guard: is('channel', 'sms'), target: 'texts' },
        { target: 'phone', actions: [say('stopping')] },
      ],
    },
    texts: question('texts', { keep: 'texts', next: 'answered', ...over }),
    answered: { entry: [setting('texts', 'texts')], always: ['phone'] },
    phone: {
      entry: [ask('phone')],
      on: { ANSWER: [{ target: 'where', actions: [keep('phone'), setting('private-phone', 'phone')] }] },
      after: { expiry: 'over' },
    },
    where: {
      entry: [ask('where', { clock: true })],
      on: { ANSWER: [{ guard: answered('right'), target: 'quiet' }, { target: 'zone' }], SKIP: 'quiet', BACK: 'phone' },
      after: { expiry: 'over' },
    },
    zone: {
      entry: [ask('zone')],
      on: {
        ANSWER: [
          { guard: answered('elsewhere'), target: 'city' },
          { target: 'quiet', actions: [keep('zone'), setting('zone', 'zone')] },
        ],
        SKIP: 'quiet',
        BACK: 'where',
      },
      after: { expiry: 'over' },
    },
    city: {
      entry: [ask('city')],
      on: {
        ANSWER: [{ target: 'quiet', actions: [keep('zone'), setting('zone', 'zone')] }],
        UNCLEAR: [{ target: 'quiet', actions: [say('no-city')] }],
        SKIP: 'quiet',
        BACK: 'zone',
      },
      after: { expiry: 'over' },
    },
    quiet: {
      entry: [ask('quiet')],
      on: {
        ANSWER: [{ target: 'pin', actions: [keep('quiet'), setting('quiet-hours', 'quiet')] }],
        SKIP: 'pin',
        BACK: 'where',
      },
      after: { expiry: 'over' },
    },
    pin: {
      entry: [ask('pin')],
      on: {
        ANSWER: [{ target: 'done', actions: [keep('pin'), setting('pin', 'pin'), say('pin-set')] }],
        SKIP: 'done',
        BACK: 'quiet',
      },
      after: { expiry: 'over' },
    },
    more: question('texts', { keep: 'texts', next: 'moreAnswered', ...over }),
    moreAnswered: { type: 'final', entry: [setting('texts', 'texts'), say('texts-kept')] },
    minor: {
      type: 'final',
      entry: [
        set('consent', 'minor'),
        setting('consent', 'consent'),
        page('same-day', 'answer', 'child'),
        say('minor'),
      ],
    },
    declined: { type: 'final', entry: [setting('consent', 'consent'), say('declined')] },
    done: { always: [{ guard: is('outside', 'ask'), target: 'doneSoFar' }, 'doneAll'] },
    doneSoFar: { type: 'final', entry: [say('one-more'), finish(), open('next')] },
    doneAll: { type: 'final', entry: [say('done'), finish()] },
    over: { type: 'final' },
  },
});
