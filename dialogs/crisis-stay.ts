import {
  answered,
  ask,
  defineDialog,
  hours,
  is,
  knows,
  lacks,
  learn,
  say,
  type Transition,
  z,
} from '../src/engine/kit.ts';

/** One thing said while somebody is with them, and what comes after it. */
const together = (now: string, next: string, text: string) => ({
  guard: knows('known', 'with', now),
  actions: [learn('known', { with: next }), say(text)] as const,
});

/** Stay with them; let them keep what could hurt; a professional; the line once they have gone. Then it listens. */
const withSomebody = [
  together('there', 'keep', 'with'),
  together('keep', 'care', 'with-keep'),
  together('care', 'line', 'with-care'),
  together('line', 'listen', 'with-line'),
  together('listen', 'listen', 'with'),
] as const;

/**
 * What is said to words that choose nothing: each step once and in its order, unless it is known by then, and never two in a row:
 * between them, and after them, it listens. Whoever was named is asked after, once. Where somebody is with them, the steps are
 * those that can be done together.
 */
function onward(id: string, steps: readonly string[]) {
  const each = steps.map((step) => ({
    guard: lacks('known', step),
    actions: [learn('known', { [step]: 'said', pace: 'step' }), say(`${id}-${step}`)] as const,
  }));
  const listens = [learn('known', { pace: 'heard' }), say(`${id}-listen`)] as const;
  return [
    ...withSomebody,
    { guard: knows('known', 'reach', 'due'), actions: [learn('known', { reach: 'yes' }), say('reached')] as const },
    { guard: knows('known', 'pace', 'step'), actions: listens },
    ...each,
    { actions: listens },
  ];
}

/** What is offered while the coach stays: an answer says what helps; other words lead from one small step to the next. */
function offer(id: string, offers: readonly string[], steps: readonly string[]) {
  const ways: readonly Transition<never, never>[] = offers.map((each) => ({
    guard: answered(each),
    actions: [say(`${id}-${each}`)],
  }));
  return {
    entry: [ask(id)],
    on: { ANSWER: ways, NOTED: [{ actions: [learn('known')] }], UNCLEAR: onward(id, steps) },
    after: { over: 'over' },
  } as const;
}

/**
 * After the questions of a crisis the coach stays: one acknowledgement and three choices, then what makes the next hours safer,
 * one step a message: a person, a line and what is in its way, distance to what could hurt, a professional, what eases a wave.
 * Where a body or others are in danger it offers what to do until help comes, never breathing. Source: safety.md, "After the
 * questions" and "Once each, in their place".
 */
export default defineDialog({
  version: 5,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    kind: z.enum(['self', 'soon', 'place', 'act', 'harm', 'others']).default('self'),
    /** What is known, and which step was said. */
    known: z.record(z.string(), z.string()).default({}),
  }),
  delays: { over: hours(12) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('kind', 'soon'), target: 'soon' },
        { guard: is('kind', 'place'), target: 'place' },
        { guard: is('kind', 'act'), target: 'act' },
        { guard: is('kind', 'harm'), target: 'harm' },
        { guard: is('kind', 'others'), target: 'others' },
        { target: 'self' },
      ],
    },
    self: offer('self', ['breathe', 'call', 'write'], ['person', 'line', 'easier', 'away', 'care', 'coping', 'hour']),
    soon: offer('soon', ['call', 'until', 'someone'], ['person', 'away', 'easier', 'care', 'coping', 'program']),
    place: offer('place', ['call', 'until', 'someone'], ['edge', 'person', 'easier', 'program']),
    act: offer('act', ['call', 'until', 'someone'], ['there', 'person', 'program']),
    harm: offer('harm', ['call', 'until', 'someone'], ['room', 'away', 'person', 'care', 'program']),
    others: offer('others', ['call', 'until', 'write'], ['ask', 'away', 'care', 'program']),
    over: { type: 'final' },
  },
});
