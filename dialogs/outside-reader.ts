import { answered, defineDialog, hours, is, question, say, setting, z } from '../src/engine/kit.ts';

/**
 * Whether an outside language service may read a partner's words: what it is, what it gets, and how to end it. A consent of
 * its own; no is as good as yes. Source: safety.md, "Privacy and law".
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    /** Whether there is such a service here. */
    offered: z.enum(['yes', 'no']).default('no'),
    agreed: z.string().nullable().default(null),
  }),
  delays: { expiry: hours(24) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('offered', 'yes'), target: 'asking' }, 'none'] },
    none: { type: 'final', entry: [say('none')] },
    asking: question('ask', {
      before: [say('about')],
      keep: 'agreed',
      next: [{ guard: answered('agree'), target: 'agreed' }, 'declined'],
      skip: 'over',
      expiry: { expiry: 'over' },
    }),
    agreed: { type: 'final', entry: [setting('outside', 'agreed'), say('agreed')] },
    declined: { type: 'final', entry: [setting('outside', 'agreed'), say('kept-here')] },
    over: { type: 'final' },
  },
});
