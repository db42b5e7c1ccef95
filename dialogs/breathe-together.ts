import { defineDialog, minutes, say, z } from '../src/engine/kit.ts';

/**
 * Three quiet minutes at the same time, each in the own chat: nothing is asked and nothing crosses. Source: exercises.md 12 (joint
 * mindfulness); product.md row 15.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({}),
  lane: 'mediated',
  shared: { ending: 'over' },
  exercise: {
    minutes: 4,
    notFor: ['protective-order', 'fear', 'coercive-control', 'suicidal-crisis', 'use-within-24-hours', 'withdrawal'],
    crosses: ['that both are there'],
    ritual: 'quiet',
    source: 'product row 15, exercise 12',
  },
  delays: { first: minutes(1), second: minutes(2) },
  initial: 'begin',
  states: {
    begin: { entry: [say('begin')], after: { first: 'on' } },
    on: { entry: [say('on')], after: { second: 'over' } },
    over: { entry: [say('over')], always: ['end'] },
    end: { type: 'final' },
  },
});
