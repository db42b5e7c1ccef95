import { answered, defineDialog, hours, open, question, say, z } from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;

/** What is asked most, in two lists of a length that a phone shows. */
const first = ['closeness', 'time', 'sleep', 'mood', 'desire', 'lapse'] as const;
const second = ['uneven', 'medicine', 'urges', 'body', 'keeps', 'talking'] as const;

const told = <const Id extends string>(ids: readonly Id[]) =>
  ids.map((id) => ({ guard: answered(id), target: 'again', actions: [say(id)] }) as const);

/**
 * LEARN: facts of recovery for two in plain words: that struggles are normal, and answers to what is asked most. Facts alone: no advice on medicine.
 * Source: product.md rows 30, 51, 53 and 54; the facts' sources stand in the texts' file.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({ chosen: z.string().nullable().default(null) }),
  exercise: { minutes: 3, notFor: [], crosses: ['nothing'], planned: false, source: 'product rows 30, 33, 51, 53, 54' },
  delays: { expiry: hours(1) },
  initial: 'ask',
  states: {
    ask: question('ask', {
      keep: 'chosen',
      next: [
        { guard: answered('normal'), target: 'normal' },
        { guard: answered('questions'), target: 'questions' },
        'opened',
      ],
      skip: 'left',
      ...over,
    }),
    normal: { entry: [say('normal')], always: ['more'] },
    more: question('more', {
      next: [
        { guard: answered('another'), target: 'normal' },
        { guard: answered('questions'), target: 'questions' },
        'left',
      ],
      skip: 'left',
      back: 'ask',
      ...over,
    }),
    questions: question('questions', {
      next: [...told(first), 'further'],
      skip: 'left',
      back: 'ask',
      ...over,
    }),
    further: question('further', { next: told(second), skip: 'left', back: 'questions', ...over }),
    again: question('again', {
      next: [{ guard: answered('another'), target: 'questions' }, 'left'],
      skip: 'left',
      back: 'questions',
      ...over,
    }),
    opened: { type: 'final', entry: [open('chosen')] },
    left: { type: 'final', entry: [say('left')] },
    over: { type: 'final' },
  },
});
