import {
  answered,
  ask,
  crisis,
  defineDialog,
  is,
  knows,
  learn,
  minutes,
  page,
  say,
  stay,
  z,
} from '../src/engine/kit.ts';

/** What a yes to the direct question makes known: nothing of it is asked again. */
const thinksOfIt = learn('known', { wish: 'yes', thoughts: 'yes' });

/** The direct question: what words lead to that answer it with neither, and silence. */
function asked<const State extends string>(id: string, unread: State, silence: State) {
  const unclear = [page('same-day', 'answer')] as const;
  return {
    entry: [ask(id)],
    on: {
      ANSWER: [
        { guard: answered('yes'), target: 'yes', actions: [thinksOfIt] },
        { guard: answered('no'), target: 'no' },
        { target: 'unclear', actions: unclear },
      ],
      TOLD: [{ target: 'yes', actions: [learn('known')] }],
      NOTED: [{ actions: [learn('known')] }],
      // Who writes of something else at length has not fallen silent, and hides nothing that was heard.
      UNCLEAR: [
        { guard: knows('known', 'aside'), target: 'heard' },
        { target: unread, actions: unclear },
      ],
    },
    after: { silence },
  } as const;
}

/**
 * Pain was told twice within the hour: the coach asks directly whether it is about dying, with the line. A yes is answered
 * like any crisis; what stays unclear, and silence, is for a human today; sentences of something else, twice, are not. Where it asks only because it could not read what it
 * was told, silence pages nobody. Source: safety.md, "Below a crisis".
 */
export default defineDialog({
  version: 5,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    category: z.enum(['suicide']).default('suicide'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
    why: z.enum(['pain', 'unread']).default('pain'),
    known: z.record(z.string(), z.string()).default({}),
  }),
  delays: { silence: minutes(30) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('why', 'unread'), target: 'unsure' }, 'asking'] },
    asking: asked('ask', 'unclear', 'silent'),
    unsure: asked('unread', 'heard', 'over'),
    yes: { type: 'final', entry: [crisis('urgent')] },
    no: { type: 'final', entry: [say('no')] },
    unclear: { type: 'final', entry: [say('unclear'), stay('self')] },
    heard: { type: 'final', entry: [say('heard'), stay('self')] },
    silent: { type: 'final', entry: [page('same-day', 'silence')] },
    over: { type: 'final' },
  },
});
