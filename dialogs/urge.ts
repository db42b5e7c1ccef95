import {
  above,
  answered,
  ask,
  below,
  between,
  crisis,
  defineDialog,
  fact,
  minutes,
  open,
  page,
  question,
  remember,
  say,
  z,
} from '../src/engine/kit.ts';

const score = z.number().int().min(0).max(10).nullable().default(null);

const kept = [fact('urge', 'last')] as const;
const both = { with: ['first', 'last'] } as const;

/** Where it is: in the hand or on the way to it comes before any number. What cannot be read is nothing to build on. */
const near = {
  next: [
    { guard: answered('far'), target: 'first' },
    { guard: answered('close'), target: 'first', actions: [say('away')] },
    'hand',
  ],
  unclear: { target: 'first', actions: [say('away')] },
  skip: 'first',
} as const;

/** A rating on the way: where the urge has gone, its twenty minutes need not be waited for. */
const rating = <const Next extends string, const Still extends string>(next: Next, still: Still) =>
  [
    question('rate', {
      keep: 'last',
      next: [
        { guard: between(0, 1), target: 'lower', actions: kept },
        { target: next, actions: kept },
      ],
      skip: next,
      expiry: { interval: still },
    }),
    question('still', {
      keep: 'last',
      next: [
        { guard: between(0, 1), target: 'lower', actions: kept },
        { target: next, actions: kept },
      ],
      skip: next,
      expiry: { interval: 'silent' },
    }),
  ] as const;

/** Five minutes of the wave, with something to do in them. Either way out of them is one word away. */
const wave = <const Next extends string>(key: string, next: Next) =>
  ({
    entry: [ask(key)],
    on: { ANSWER: [{ guard: answered('eased'), target: 'last' }, 'strong'], UNCLEAR: 'strong', SKIP: 'last' },
    after: { interval: next },
  }) as const;

/** The last rating beside the first one. */
const compared = [
  { guard: between(8, 10), target: 'strong', actions: [...kept, say('high', both)] },
  { guard: below('first'), target: 'lower', actions: kept },
  { guard: above('first'), target: 'higher', actions: kept },
  { target: 'same', actions: kept },
] as const;

/** Somebody, a little time, or the truth. */
const ways = [
  { guard: answered('use'), target: 'using' },
  { guard: answered('friend'), target: 'friend' },
  'opened',
] as const;

const [rate1, still1] = rating('breathe', 'still1');
const [rate2, still2] = rating('ride', 'still2');
const [rate3, still3] = rating('rideOn', 'still3');

/**
 * URGE: an urge is ridden like a wave, with a number every five minutes, for twenty minutes at the most. What is in the hand already comes
 * first: people, a little time, what saves a life. Which drug it would be nobody has asked, so a use that is told beforehand
 * is met as an unknown one. Source: exercises.md 14; product.md row 8; safety.md, the level table (lapse) and "Levels and clocks" (check).
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    first: score,
    last: score,
    chosen: z.string().nullable().default(null),
    tool: z.string().default('urge'),
    category: z.enum(['lapse']).default('lapse'),
  }),
  exercise: {
    minutes: 20,
    notFor: ['suicidal-crisis', 'withdrawal'],
    crosses: ['nothing'],
    planned: false,
    source: 'product row 8, exercise 14',
  },
  delays: { interval: minutes(5), silence: minutes(30) },
  initial: 'near',
  states: {
    near: question('near', { ...near, expiry: { interval: 'nearStill' } }),
    nearStill: question('near-still', { ...near, expiry: { interval: 'silent' } }),
    hand: question('hand', {
      keep: 'chosen',
      next: ways,
      skip: 'left',
      back: 'near',
      // As any other word that may mean a use to come: silence is not taken for a no.
      expiry: { silence: 'unheard' },
    }),
    first: question('first', {
      keep: 'first',
      next: [
        { guard: between(0, 2), target: 'low', actions: [fact('urge', 'first')] },
        { target: 'notice', actions: [fact('urge', 'first')] },
      ],
      back: 'near',
      expiry: { interval: 'firstStill' },
    }),
    firstStill: question('still', {
      keep: 'first',
      next: [
        { guard: between(0, 2), target: 'low', actions: [fact('urge', 'first')] },
        { target: 'notice', actions: [fact('urge', 'first')] },
      ],
      back: 'near',
      expiry: { interval: 'silent' },
    }),
    notice: wave('notice', 'rate1'),
    rate1,
    still1,
    breathe: wave('breathe', 'rate2'),
    rate2,
    still2,
    ride: wave('ride', 'rate3'),
    rate3,
    still3,
    rideOn: wave('ride', 'last'),
    last: question('rate', { keep: 'last', next: compared, skip: 'left', expiry: { interval: 'lastStill' } }),
    lastStill: question('still', { keep: 'last', next: compared, skip: 'left', expiry: { interval: 'silent' } }),
    lower: { entry: [say('lower', both)], always: ['keep'] },
    keep: question('keep', {
      next: [{ guard: answered('keep'), target: 'kept' }, { guard: answered('again'), target: 'near' }, 'left'],
      skip: 'left',
      expiry: { silence: 'silent' },
    }),
    strong: question('strong', { keep: 'chosen', next: ways, skip: 'left', expiry: { silence: 'silent' } }),
    opened: { type: 'final', entry: [open('chosen')] },
    friend: { type: 'final', entry: [say('friend')] },
    using: { type: 'final', entry: [crisis('urgent')] },
    unheard: { type: 'final', entry: [page('same-day', 'silence')] },
    kept: { type: 'final', entry: [remember('tool'), say('kept')] },
    same: { type: 'final', entry: [say('same', both)] },
    higher: { type: 'final', entry: [say('higher', both)] },
    low: { type: 'final', entry: [say('low')] },
    left: { type: 'final', entry: [say('left')] },
    silent: { type: 'final' },
  },
});
