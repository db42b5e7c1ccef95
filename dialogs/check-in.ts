import {
  answered,
  ask,
  between,
  defineDialog,
  finish,
  hours,
  is,
  question,
  remember,
  say,
  z,
} from '../src/engine/kit.ts';

const scale = z.number().int().min(0).max(10).nullable().default(null);

/** A note, if wanted. The numbers are in by now: silence after them is a check-in without one. */
const wanted = { note: 'note', next: 'noted', skip: 'done', back: 'halt', expiry: { expiry: 'silent' } } as const;

/**
 * The daily check-in: mood, craving, closeness, HALT, a note if wanted. Private by default. What was said shapes what
 * comes next, and what is written behind an answer is the note's beginning. Source: exercises.md 14 (HALT, urge), product.md rows 1, 6 and 8.
 */
export default defineDialog({
  version: 3,
  context: z.strictObject({
    by: z.enum(['word', 'nudge']).default('word'),
    mood: z.string().nullable().default(null),
    craving: scale,
    closeness: scale,
    halt: z.array(z.string()).nullable().default(null),
    note: z.string().nullable().default(null),
  }),
  fits: ['not-today', 'always'],
  delays: { expiry: hours(3) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('by', 'nudge'), target: 'ready' },
        { target: 'mood', actions: [say('private')] },
      ],
    },
    ready: {
      entry: [ask('ready', { lane: 'nudge' })],
      on: {
        ANSWER: [{ guard: answered('start'), target: 'mood', actions: [say('private')] }, { target: 'later' }],
        SKIP: 'later',
      },
      after: { expiry: 'over' },
    },
    mood: question('mood', {
      keep: 'mood',
      fact: true,
      note: 'note',
      next: [
        { guard: answered('hard'), target: 'craving', actions: [say('mood-hard')] },
        { guard: answered('good'), target: 'craving', actions: [say('mood-good')] },
        'craving',
      ],
      skip: 'craving',
      expiry: { expiry: 'over' },
    }),
    craving: question('craving', {
      keep: 'craving',
      fact: true,
      note: 'note',
      next: [{ guard: between(7, 10), target: 'urge' }, 'closeness'],
      skip: 'closeness',
      back: 'mood',
      expiry: { expiry: 'over' },
    }),
    urge: question('urge', {
      before: [remember('craving')],
      note: 'note',
      next: [
        { guard: answered('wait'), target: 'closeness', actions: [say('urge-wait')] },
        { guard: answered('someone'), target: 'closeness', actions: [say('urge-someone')] },
        { guard: answered('go-on'), target: 'closeness', actions: [say('urge-go-on')] },
      ],
      skip: 'closeness',
      back: 'craving',
      expiry: { expiry: 'over' },
    }),
    closeness: question('closeness', {
      keep: 'closeness',
      fact: true,
      note: 'note',
      next: [{ guard: between(0, 3), target: 'halt', actions: [say('closeness-low')] }, 'halt'],
      skip: 'halt',
      back: 'craving',
      expiry: { expiry: 'over' },
    }),
    halt: question('halt', {
      keep: 'halt',
      fact: true,
      note: 'note',
      next: [
        { guard: answered('hungry'), target: 'writing', actions: [say('halt-hungry')] },
        { guard: answered('tired'), target: 'writing', actions: [say('halt-tired')] },
        { guard: answered('lonely'), target: 'writing', actions: [say('halt-lonely')] },
        { guard: answered('angry'), target: 'writing', actions: [say('halt-angry')] },
        'writing',
      ],
      skip: 'writing',
      back: 'closeness',
      expiry: { expiry: 'over' },
    }),
    writing: {
      entry: [remember('mood'), remember('craving'), remember('closeness'), remember('halt')],
      always: [{ guard: is('note', null), target: 'note' }, 'more'],
    },
    note: question('note', wanted),
    more: question('more', wanted),
    noted: { type: 'final', entry: [say('noted'), finish()] },
    done: { type: 'final', entry: [say('done'), finish()] },
    silent: { type: 'final', entry: [finish()] },
    later: { type: 'final', entry: [say('later')] },
    over: { type: 'final' },
  },
});
