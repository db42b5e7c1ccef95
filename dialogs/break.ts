import {
  above,
  answered,
  below,
  crisis,
  defineDialog,
  fact,
  flawed,
  hold,
  is,
  keep,
  minutes,
  page,
  question,
  say,
  z,
} from '../src/engine/kit.ts';

const score = z.number().int().min(0).max(10).nullable().default(null);
const over = { expiry: { expiry: 'over' } } as const;

/** A stretch of something that calms: a text, then quiet until its time is over. DONE ends it early. */
const stretch = <const Next extends string>(key: string, delay: string, next: Next) =>
  question(key, { next: 'after', skip: 'after', expiry: { [delay]: next } as Readonly<Record<string, Next>> });

/** What helps, one of four; or nothing now. */
const ways = [
  { guard: answered('breathe'), target: 'breathe' },
  { guard: answered('walk'), target: 'walk' },
  { guard: answered('water'), target: 'water' },
  { guard: answered('music'), target: 'music' },
  { guard: answered('words'), target: 'words' },
  { target: 'enough' },
] as const;

const told = (key: string) => [keep('after'), fact('heat-after', 'after'), say(key)] as const;

/** Words for the other, for the return: what would frighten goes nowhere, and blame is shown to its writer. */
const written = [
  {
    guard: flawed('threat'),
    target: 'rewriteAgain',
    actions: [page('urgent', 'answer', 'harm-to-others'), say('not-this')],
  },
  { guard: flawed('control', 'unsafe'), target: 'rewriteAgain', actions: [say('not-this')] },
  { guard: flawed('long'), target: 'rewriteAgain', actions: [say('too-long')] },
  { guard: flawed('always', 'names', 'mind'), target: 'preview', actions: [keep('words'), say('blame')] },
  { target: 'preview', actions: [keep('words')] },
] as const;

/**
 * A break of both, each alone with what calms: paced breathing, a walk, cold water, music, with real time and a heat score before
 * and after. The first text may stand on a lock screen. By the word alone, with nobody on the other side, it is for oneself.
 * Source: exercises.md 9; safety.md, "Time-out (HEAT)".
 */
export default defineDialog({
  version: 2,
  context: z.strictObject({
    from: z.enum(['notice', 'again', 'alone']).default('alone'),
    private: z.enum(['yes', 'no']).default('no'),
    category: z.string().default('violence'),
    time: z.string().default(''),
    day: z.string().default('today'),
    before: score,
    after: score,
    words: z.string().nullable().default(null),
  }),
  delays: {
    expiry: minutes(30),
    first: minutes(1),
    second: minutes(2),
    third: minutes(2),
    walk: minutes(10),
    water: minutes(2),
    music: minutes(5),
  },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('from', 'notice'), target: 'notice' },
        { guard: is('from', 'again'), target: 'again' },
        { target: 'privately', actions: [say('alone')] },
      ],
    },
    notice: question('notice', {
      ask: { lane: 'mediated', with: ['time', 'day'] },
      next: 'privately',
      skip: 'enough',
      ...over,
    }),
    again: { always: [{ target: 'before', actions: [say('again', { with: ['time', 'day'] })] }] },
    privately: { always: [{ guard: is('private', 'yes'), target: 'safe' }, 'before'] },
    safe: question('safe', {
      next: [{ guard: answered('no'), target: 'unsafe' }, 'before'],
      unclear: { target: 'before', actions: [say('in-danger')] },
      skip: 'before',
      ...over,
    }),
    before: question('before', {
      next: [{ target: 'way', actions: [keep('before'), fact('heat-before', 'before')] }],
      skip: 'way',
      ...over,
    }),
    way: question('way', { next: ways, skip: 'enough', ...over }),
    breathe: stretch('breathe', 'first', 'breatheOn'),
    breatheOn: stretch('breathe-on', 'second', 'breatheLast'),
    breatheLast: stretch('breathe-last', 'third', 'after'),
    walk: stretch('walk', 'walk', 'after'),
    water: stretch('water', 'water', 'after'),
    music: stretch('music', 'music', 'after'),
    after: question('after', {
      next: [
        { guard: below('before'), target: 'more', actions: told('cooler') },
        { guard: above('before'), target: 'more', actions: told('hotter') },
        { target: 'more', actions: told('same') },
      ],
      skip: 'more',
      ...over,
    }),
    more: question('more', { next: ways, skip: 'enough', ...over }),
    words: { always: [{ guard: is('from', 'alone'), target: 'own' }, 'write'] },
    write: question('write', { next: written, skip: 'more', ...over }),
    rewriteAgain: { always: ['rewrite'] },
    rewrite: question('rewrite', { next: written, skip: 'more', ...over }),
    preview: question('consent', {
      before: [say('exactly'), say('words', { with: ['words'] })],
      next: [
        {
          guard: answered('keep-for-both'),
          target: 'more',
          actions: [hold('words', { with: ['words'] }), say('held')],
        },
        { guard: answered('change'), target: 'rewrite' },
        { target: 'more', actions: [say('kept')] },
      ],
      skip: 'more',
      back: 'rewrite',
      ...over,
    }),
    own: question('own', {
      keep: 'words',
      next: [{ target: 'more', actions: [fact('note', 'words'), say('own-kept')] }],
      skip: 'more',
      ...over,
    }),
    enough: { type: 'final', entry: [say('enough')] },
    unsafe: { type: 'final', entry: [crisis('urgent')] },
    over: { type: 'final' },
  },
});
