import {
  answered,
  barredTo,
  defineDialog,
  flawed,
  is,
  keep,
  minutes,
  question,
  say,
  set,
  z,
} from '../src/engine/kit.ts';

const silence = { wait: 'over' } as const;
const writing = { write: 'over' } as const;

/** What is written for the other: what would frighten goes nowhere, and blame is shown to its writer. */
const written = [
  ...barredTo('second', { again: 'again', stopped: 'stopped' }),
  {
    guard: flawed('always', 'names', 'mind'),
    target: 'preview',
    actions: [keep('wish'), set('blame', 'yes')],
  },
  { target: 'preview', actions: [keep('wish'), set('blame', 'no')] },
] as const;

/**
 * Back from a break, both ready: one says a line that opens, the other asks for one thing, softly, as they were shown it. Who
 * begins is drawn. Source: exercises.md 8, 9 and 10; safety.md, "Time-out (HEAT)".
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    line: z.string().nullable().default(null),
    taken: z.string().nullable().default(null),
    wish: z.string().nullable().default(null),
    blame: z.enum(['yes', 'no']).default('no'),
    reply: z.string().nullable().default(null),
  }),
  lane: 'mediated',
  shared: { ending: 'over' },
  exercise: {
    minutes: 10,
    subject: 'arguments',
    notFor: ['protective-order', 'fear', 'coercive-control', 'suicidal-crisis'],
    crosses: ['a chosen line', 'approved words', 'that both are there'],
    planned: false,
    source: 'product row 4, exercises 8 to 10',
  },
  delays: { wait: minutes(5), write: minutes(10) },
  initial: 'opener',
  states: {
    opener: question('opener', {
      before: [say('back', { to: 'both' }), say('wait', { to: 'second' })],
      ask: { to: 'first' },
      keep: 'line',
      next: [{ guard: answered('nothing'), target: 'ask' }, 'said'],
      skip: 'ask',
      expiry: silence,
    }),
    said: question('take', {
      before: [say('sent', { to: 'first' }), say('line', { to: 'second', with: ['line'] })],
      ask: { to: 'second' },
      keep: 'taken',
      next: [
        { guard: answered('moment'), target: 'over', actions: [say('moment', { to: 'first' })] },
        { target: 'ask', actions: [say('thanked', { to: 'first' })] },
      ],
      skip: 'ask',
      expiry: silence,
    }),
    ask: question('wish', {
      before: [say('their-turn', { to: 'first' })],
      ask: { to: 'second' },
      next: written,
      skip: 'over',
      expiry: writing,
    }),
    again: { always: ['rewrite'] },
    rewrite: question('rewrite', { ask: { to: 'second' }, next: written, skip: 'over', expiry: writing }),
    // To the other it is silence, as always.
    stopped: { entry: [say('not-this', { to: 'second' })], after: { write: 'over' } },
    preview: {
      always: [{ guard: is('blame', 'yes'), target: 'consent', actions: [say('blame', { to: 'second' })] }, 'consent'],
    },
    consent: question('consent', {
      before: [say('exactly', { to: 'second' }), say('words', { to: 'second', with: ['wish'] })],
      ask: { to: 'second' },
      next: [
        { guard: answered('send'), target: 'asked', actions: [say('wish-sent', { to: 'second' })] },
        { guard: answered('change'), target: 'rewrite' },
        'over',
      ],
      skip: 'over',
      back: 'rewrite',
      expiry: writing,
    }),
    asked: question('reply', {
      before: [say('from', { to: 'first' }), say('words', { to: 'first', with: ['wish'] })],
      ask: { to: 'first' },
      keep: 'reply',
      next: [{ target: 'over', actions: [say('replied', { to: 'second', with: ['reply'] })] }],
      skip: 'over',
      expiry: silence,
    }),
    over: { entry: [say('over')], always: ['end'] },
    end: { type: 'final' },
  },
});
