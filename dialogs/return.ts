import { answered, defineDialog, give, is, letGo, minutes, question, say, z } from '../src/engine/kit.ts';

const ready = { target: 'ready', actions: [give('ready')] } as const;

/**
 * Two minutes before a break ends, each in private: ready, or not. Who is not, for whatever reason, is to the other one who has not
 * answered. Longer is offered once; the second return that is missed is the last (`engine/couple/time-out.ts`). Source: safety.md,
 * "Time-out (HEAT)".
 */
export default defineDialog({
  version: 2,
  context: z.strictObject({
    round: z.enum(['first', 'last']).default('first'),
    heldWords: z.string().nullable().default(null),
  }),
  lane: 'mediated',
  delays: { expiry: minutes(10) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('round', 'last'), target: 'last' }, 'first'] },
    first: question('first', {
      next: [{ guard: answered('ready'), ...ready }, 'longer'],
      skip: 'longer',
      expiry: { expiry: 'over' },
    }),
    last: question('last', {
      next: [{ guard: answered('ready'), ...ready }, 'notToday'],
      skip: 'notToday',
      expiry: { expiry: 'over' },
    }),
    ready: { always: [{ guard: is('heldWords', null), target: 'thanks' }, 'words'] },
    words: question('let-go', {
      before: [say('you-wrote'), say('words', { with: ['heldWords'] })],
      next: [{ guard: answered('go'), target: 'thanks', actions: [letGo()] }, 'thanks'],
      skip: 'thanks',
      expiry: { expiry: 'over' },
    }),
    thanks: { type: 'final', entry: [say('thanks')] },
    longer: { type: 'final', entry: [say('longer')] },
    notToday: { type: 'final', entry: [say('not-today')] },
    over: { type: 'final' },
  },
});
