import { defineDialog, finish, has, hours, question, say, z } from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;

/** Whether a need was named: then its one small action is said. */
const need = <const Need extends string, const Next extends string>(name: Need, next: Next) =>
  ({ always: [{ guard: has('halt', name), target: next, actions: [say(name)] }, next] }) as const;

/**
 * HALT: hungry, angry, lonely, tired. What is felt gets one small action each; often the urge is about that. Source: exercises.md 14;
 * product.md row 8.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({ halt: z.array(z.string()).nullable().default(null) }),
  exercise: {
    minutes: 2,
    notFor: ['suicidal-crisis'],
    crosses: ['nothing'],
    planned: false,
    source: 'product row 8, exercise 14',
  },
  delays: { expiry: hours(1) },
  initial: 'ask',
  states: {
    ask: question('ask', { keep: 'halt', fact: true, next: 'named', skip: 'left', ...over }),
    named: { always: [{ guard: has('halt', 'none'), target: 'none' }, 'hungry'] },
    hungry: need('hungry', 'angry'),
    angry: need('angry', 'lonely'),
    lonely: need('lonely', 'tired'),
    tired: need('tired', 'done'),
    done: { type: 'final', entry: [say('done'), finish()] },
    none: { type: 'final', entry: [say('none'), finish()] },
    left: { type: 'final', entry: [say('left')] },
    over: { type: 'final' },
  },
});
