import { answered, defineDialog, give, is, minutes, question, say, z } from '../src/engine/kit.ts';

const ready = { target: 'ready' } as const;

/**
 * Two minutes before a break ends, each in private: ready, or not. Who is not, for whatever reason, is to the other one who has not
 * answered. Longer is offered once; the second return that is missed is the last (`engine/couple/time-out.ts`). Source: safety.md,
 * "Time-out (HEAT)".
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({ round: z.enum(['first', 'last']).default('first') }),
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
    ready: { type: 'final', entry: [give('ready'), say('thanks')] },
    longer: { type: 'final', entry: [say('longer')] },
    notToday: { type: 'final', entry: [say('not-today')] },
    over: { type: 'final' },
  },
});
