import { defineDialog, minutes, question, say, setting, z } from '../src/engine/kit.ts';

/** Changes the language of everything that follows. Asked in both languages at once, for whoever reads only one. */
export default defineDialog({
  version: 1,
  context: z.strictObject({ language: z.string().nullable().default(null) }),
  delays: { expiry: minutes(30) },
  initial: 'asking',
  states: {
    asking: question('ask', { keep: 'language', next: 'changed', skip: 'over', expiry: { expiry: 'over' } }),
    changed: { type: 'final', entry: [setting('language', 'language'), say('changed')] },
    over: { type: 'final' },
  },
});
