import { ask, defineDialog, keep, minutes, page, say, stay, z } from '../src/engine/kit.ts';

/** A question about the next hours. Any words are its answer; what stays unclear leads on. */
const about = <const Next extends string>(id: 'where' | 'company' | 'away', next: Next) =>
  ({
    entry: [ask(id)],
    on: {
      ANSWER: [{ target: next, actions: [keep(id)] }],
      UNCLEAR: [next],
    },
    after: { late: 'silent' },
  }) as const;

/**
 * What makes the next hours safer: where somebody will be, with whom, and what is put away; then two coping steps. It follows
 * the screener of a suicide crisis. Source: safety.md, "Once each, in their place".
 */
export default defineDialog({
  version: 1,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    category: z.enum(['suicide', 'self-harm']).default('suicide'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
    where: z.string().nullable().default(null),
    company: z.string().nullable().default(null),
    away: z.string().nullable().default(null),
  }),
  delays: { late: minutes(10) },
  initial: 'where',
  states: {
    where: about('where', 'company'),
    company: about('company', 'away'),
    away: about('away', 'done'),
    done: { type: 'final', entry: [say('coping'), stay('self')] },
    silent: { type: 'final', entry: [page('same-day', 'silence')] },
  },
});
