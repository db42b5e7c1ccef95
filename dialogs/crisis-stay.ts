import { answered, ask, defineDialog, hours, is, say, type Transition, z } from '../src/engine/kit.ts';

/** What is offered while the coach stays: an answer says what helps, and nothing else is asked until words come again. */
function offer(id: string, offers: readonly string[]) {
  const ways: readonly Transition<never, 'start'>[] = offers.map((each) => ({
    guard: answered(each),
    actions: [say(`${id}-${each}`)],
  }));
  return {
    entry: [ask(id)],
    on: { ANSWER: ways, UNCLEAR: ['start'] },
    after: { over: 'over' },
  } as const;
}

/**
 * After the questions of a crisis the coach stays: one acknowledgement and three choices. Where a body or others are in danger
 * it offers what to do until help comes, never breathing. Source: safety.md, "After the questions".
 */
export default defineDialog({
  version: 1,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({ kind: z.enum(['self', 'act', 'others']).default('self') }),
  delays: { over: hours(12) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('kind', 'act'), target: 'act' },
        { guard: is('kind', 'others'), target: 'others' },
        { target: 'self' },
      ],
    },
    self: offer('self', ['breathe', 'call', 'write']),
    act: offer('act', ['call', 'until', 'someone']),
    others: offer('others', ['call', 'until', 'write']),
    over: { type: 'final' },
  },
});
