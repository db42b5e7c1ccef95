import { answered, ask, defineDialog, is, minutes, page, say, type Transition, z } from '../src/engine/kit.ts';

/**
 * Suicide and self-harm: what helps first, then a short screener, one question a message: wish, thoughts, method,
 * intent, plan, behaviour; no thoughts jumps to behaviour. A wish that stays unclear counts as a yes. Silence is told
 * to the counselor as silence, after 3 min in an emergency and 10 min else. Source: safety.md, "What is said at once".
 */
function screen(id: string, yes: Way, no: State, unclear: Way) {
  return {
    entry: [ask(id)],
    on: {
      ANSWER: [{ guard: answered('yes'), ...asWay(yes) }, { guard: answered('no'), target: no }, asWay(unclear)],
      UNCLEAR: [asWay(unclear)],
    },
    after: { soon: [{ guard: is('level', 'emergency'), target: 'silent' }], late: 'silent' },
  } as const;
}

type State = 'wish' | 'thoughts' | 'method' | 'intent' | 'plan' | 'behaviour' | 'thanks';
type Way = Transition<{ readonly field: 'category' }, State>;

const asWay = (way: Way) => (typeof way === 'string' ? { target: way } : way);
const urgent = (target: State): Way => ({ target, actions: [page('urgent', 'answer')] });
const emergency = (target: State): Way => ({ target, actions: [page('emergency', 'answer')] });

export default defineDialog({
  version: 2,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    level: z.enum(['same-day', 'urgent', 'emergency']).default('urgent'),
    category: z.enum(['suicide', 'self-harm']).default('suicide'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
  }),
  delays: { soon: minutes(3), late: minutes(10) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('about', 'other'), target: 'other' },
        { guard: is('level', 'emergency'), target: 'wish', actions: [say('emergency')] },
        { guard: is('category', 'self-harm'), target: 'wish', actions: [say('self-harm')] },
        { target: 'wish', actions: [say('first')] },
      ],
    },
    wish: screen('wish', urgent('thoughts'), 'thoughts', urgent('thoughts')),
    thoughts: screen('thoughts', urgent('method'), 'behaviour', urgent('method')),
    method: screen('method', urgent('intent'), 'intent', 'intent'),
    intent: screen('intent', emergency('plan'), 'plan', 'plan'),
    plan: screen('plan', emergency('behaviour'), 'behaviour', 'behaviour'),
    behaviour: screen('behaviour', emergency('thanks'), 'thanks', urgent('thanks')),
    thanks: { type: 'final', entry: [say('thanks')] },
    other: { type: 'final', entry: [say('other')] },
    silent: { type: 'final', entry: [page('urgent', 'silence')] },
  },
});
