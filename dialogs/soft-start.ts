import {
  answered,
  barred,
  blamed,
  defineDialog,
  inTurn,
  is,
  keep,
  minutes,
  question,
  say,
  share,
  z,
} from '../src/engine/kit.ts';

const expiry = { expiry: 'over' } as const;

/** One line of the draft: what would frighten is never passed on, blame is shown to its writer once. */
const line = <
  const Field extends 'Feel' | 'Fact' | 'Wish',
  const Name extends Lowercase<Field>,
  const Next extends string,
  const Back extends string,
>(
  field: Field,
  name: Name,
  to: { readonly next: Next; readonly back: Back },
) => {
  const kept = { target: to.next, actions: [keep(name)] } as const;
  const ways = { skip: 'kept', back: to.back, expiry } as const;
  return inTurn(field, {
    write: question(name, { next: [...barred(`once${field}`), ...blamed(`once${field}`), kept], ...ways }),
    once: { always: [`again${field}`] },
    again: question(`${name}-again`, { next: [...barred(`once${field}`), kept], ...ways }),
  } as const);
};

/**
 * How to bring something up gently: one feeling, one fact, one thing to ask for. Blame is shown to its writer before the other could
 * read it; the draft may also stay where it is. Source: exercises.md 8.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    alone: z.boolean().default(false),
    sharedEnough: z.boolean().default(false),
    feel: z.string().nullable().default(null),
    fact: z.string().nullable().default(null),
    wish: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 2,
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['approved words'],
    planned: false,
    source: 'product row 10, exercise 8',
  },
  delays: { expiry: minutes(30) },
  initial: 'begin',
  states: {
    begin: { entry: [say('begin')], always: ['writeFeel'] },
    ...line('Feel', 'feel', { next: 'writeFact', back: 'writeFeel' }),
    ...line('Fact', 'fact', { next: 'writeWish', back: 'writeFeel' }),
    ...line('Wish', 'wish', { next: 'shown', back: 'writeFact' }),
    shown: {
      entry: [say('shown'), say('whole', { with: ['feel', 'fact', 'wish'] })],
      always: [
        { guard: is('alone', true), target: 'own' },
        { guard: is('sharedEnough', true), target: 'enough' },
        'consent',
      ],
    },
    consent: question('consent', {
      next: [{ guard: answered('share'), target: 'sent' }, { guard: answered('change'), target: 'writeFeel' }, 'kept'],
      skip: 'kept',
      back: 'writeWish',
      expiry,
    }),
    sent: {
      type: 'final',
      entry: [share('whole', { with: ['feel', 'fact', 'wish'], framed: true }), say('sent')],
    },
    own: { type: 'final', entry: [say('own')] },
    enough: { type: 'final', entry: [say('enough')] },
    kept: { type: 'final', entry: [say('kept')] },
    over: { type: 'final' },
  },
});
