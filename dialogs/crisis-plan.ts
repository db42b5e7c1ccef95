import { ask, defineDialog, keep, knows, learn, minutes, page, say, stay, z } from '../src/engine/kit.ts';

/** A question about the next hours. Any words are its answer; what stays unclear leads on. */
const about = <const Next extends string>(id: 'where' | 'company' | 'away', makes: string, next: Next) =>
  ({
    entry: [ask(id)],
    on: {
      ANSWER: [{ target: next, actions: [keep(id), learn('known', { [makes]: 'said' })] }],
      UNCLEAR: [next],
    },
    after: { late: 'silent' },
  }) as const;

/**
 * What makes the next hours safer: where somebody will be, with whom, and what is put away; then two coping steps. It follows
 * the screener of a suicide crisis. Source: safety.md, "Once each, in their place".
 */
export default defineDialog({
  version: 2,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    category: z.enum(['suicide', 'self-harm']).default('suicide'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
    where: z.string().nullable().default(null),
    company: z.string().nullable().default(null),
    away: z.string().nullable().default(null),
    /** What is known: nothing is asked that was told. */
    known: z.record(z.string(), z.string()).default({}),
  }),
  delays: { late: minutes(10) },
  initial: 'where',
  states: {
    where: about('where', 'hour', 'afterWhere'),
    afterWhere: { always: [{ guard: knows('known', 'person', 'yes'), target: 'afterCompany' }, 'company'] },
    company: about('company', 'person', 'afterCompany'),
    afterCompany: { always: [{ guard: knows('known', 'away', 'yes'), target: 'done' }, 'away'] },
    away: about('away', 'away', 'done'),
    done: { type: 'final', entry: [learn('known', { coping: 'said' }), say('coping'), stay('self')] },
    silent: { type: 'final', entry: [page('same-day', 'silence')] },
  },
});
