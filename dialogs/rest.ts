import { answered, ask, defineDialog, keep, minutes, say, setting, z } from '../src/engine/kit.ts';

/**
 * PAUSE outside of a dialog: reminders have stopped already; this asks until when. No answer leaves them off until RESUME.
 * Source: time-and-reliability.md, "Time" (pause until a date).
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({ until: z.string().nullable().default(null) }),
  delays: { expiry: minutes(30) },
  initial: 'howLong',
  states: {
    howLong: {
      entry: [ask('how-long')],
      on: {
        ANSWER: [
          { guard: answered('date'), target: 'date' },
          { guard: answered('open'), target: 'open' },
          { target: 'set', actions: [keep('until')] },
        ],
        SKIP: 'open',
      },
      after: { expiry: 'over' },
    },
    date: {
      entry: [ask('date')],
      on: {
        ANSWER: [{ target: 'setDate', actions: [keep('until')] }],
        UNCLEAR: 'open',
        SKIP: 'open',
        BACK: 'howLong',
      },
      after: { expiry: 'over' },
    },
    set: { type: 'final', entry: [setting('nudge-pause', 'until'), say('set')] },
    setDate: { type: 'final', entry: [setting('nudge-pause', 'until'), say('set-date', { with: ['until'] })] },
    open: { type: 'final', entry: [say('open')] },
    over: { type: 'final' },
  },
});
