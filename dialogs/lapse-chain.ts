import { answered, defineDialog, fact, hours, is, later, question, remember, say, z } from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;
const words = z.string().default('none');

/** One link of the chain, kept for this partner as it is written. */
const link = <const Link extends 'felt' | 'did' | 'try', const Next extends string, const Back extends string>(
  id: Link,
  next: Next,
  back: Back,
) => question(id, { keep: id, next: [{ target: next, actions: [remember(id)] }], skip: next, back, ...over });

/**
 * A day or two after a lapse: what came before, what was felt, what was done, what could be tried. It is for oneself; a counselor has a
 * copy if that is wanted, and the other never. Source: exercises.md 14 ("learning chain in 24-72 h"); product.md row 5.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    by: z.literal('nudge').nullable().default(null),
    ...{ before: words, felt: words, did: words, try: words },
  }),
  recalls: {
    before: 'lapse-chain.before',
    felt: 'lapse-chain.felt',
    did: 'lapse-chain.did',
    try: 'lapse-chain.try',
  },
  exercise: {
    minutes: 5,
    notFor: ['suicidal-crisis', 'withdrawal'],
    crosses: ['nothing'],
    planned: false,
    source: 'product rows 5 and 34, exercises 14',
  },
  delays: { expiry: hours(12) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('by', 'nudge'), target: 'ready' }, 'begin'] },
    ready: question('ready', {
      ask: { lane: 'nudge' },
      next: [{ guard: answered('now'), target: 'begin' }, { guard: answered('later'), target: 'put-off' }, 'done'],
      skip: 'done',
      ...over,
    }),
    'put-off': { type: 'final', entry: [later('lapse-chain', { from: hours(12), until: hours(48) }), say('later')] },
    begin: { entry: [say('begin')], always: ['before'] },
    before: question('before', {
      keep: 'before',
      next: [{ target: 'felt', actions: [remember('before')] }],
      skip: 'felt',
      ...over,
    }),
    felt: link('felt', 'did', 'before'),
    did: link('did', 'try', 'felt'),
    try: link('try', 'chain', 'did'),
    chain: question('copy', {
      before: [say('chain', { with: ['before', 'felt', 'did', 'try'] })],
      next: [{ guard: answered('yes'), target: 'copied' }, 'own'],
      skip: 'own',
      back: 'try',
      ...over,
    }),
    copied: {
      type: 'final',
      entry: [
        fact('chain-before', 'before'),
        fact('chain-felt', 'felt'),
        fact('chain-did', 'did'),
        fact('chain-try', 'try'),
        say('copied'),
      ],
    },
    own: { type: 'final', entry: [say('own')] },
    done: { type: 'final', entry: [say('done')] },
    over: { type: 'final' },
  },
});
