import { crosses, defineDialog, eachWrites, minutes, say, stretch, z } from '../src/engine/kit.ts';

const words = z.string().nullable().default(null);

/**
 * Twenty minutes for talking, at the instant that both chose at the gate. Before it each puts in one good thing and one wish, in private;
 * what was approved is shown to the other at fixed instants. It ends by the clock, in the same words however it went. Source:
 * exercises.md 6; product.md rows 29 and 52.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    at1: stretch,
    at2: stretch,
    good1: words,
    good2: words,
    wish1: words,
    wish2: words,
  }),
  lane: 'mediated',
  shared: { ending: 'over', own: { first: ['good1', 'wish1'], second: ['good2', 'wish2'] } },
  exercise: {
    minutes: 26,
    notFor: ['protective-order', 'fear', 'coercive-control', 'suicidal-crisis', 'use-within-24-hours', 'withdrawal'],
    crosses: ['approved words', 'that both are there'],
    ritual: 'talk',
    source: 'product rows 29 and 52, exercise 6',
  },
  delays: { write: minutes(3), half: minutes(10), most: minutes(8), rest: minutes(2) },
  initial: 'begin',
  states: {
    begin: { entry: [say('begin')], always: ['goods'] },
    goods: eachWrites({ ask: 'good', first: 'good1', second: 'good2', until: 'write', next: 'goodOfFirst' }),
    goodOfFirst: crosses('good1', { to: 'second', from: 'from-good', next: 'goodOfSecond' }),
    goodOfSecond: crosses('good2', { to: 'first', from: 'from-good', next: 'wishes' }),
    wishes: eachWrites({ ask: 'wish', first: 'wish1', second: 'wish2', until: 'write', next: 'wishOfFirst' }),
    wishOfFirst: crosses('wish1', { to: 'second', from: 'from-wish', next: 'wishOfSecond' }),
    wishOfSecond: crosses('wish2', { to: 'first', from: 'from-wish', next: 'talk' }),
    talk: { entry: [say('talk')], after: { half: 'halfOver' } },
    halfOver: { entry: [say('half')], after: { most: 'nearlyOver' } },
    nearlyOver: { entry: [say('nearly')], after: { rest: 'over' } },
    over: { entry: [say('over')], always: ['end'] },
    end: { type: 'final' },
  },
});
