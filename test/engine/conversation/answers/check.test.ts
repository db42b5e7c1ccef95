import { expect, test } from '@jest/globals';
import type { Question } from '../../../../src/domain/words.ts';
import { answerMistakes } from '../../../../src/engine/conversation/answers/check.ts';
import { answered, below, between, defineDialog, minutes, question, z } from '../../../../src/engine/kit.ts';
import type { Dialog, Transition } from '../../../../src/engine/machine/dialog.ts';
import { createDialogs } from '../../../../src/engine/machine/dialogs.ts';

const options = ['good', 'hard'].map((id) => ({ id, words: { en: [id], es: [id] } }));
const context = z.strictObject({
  mood: z.string().nullable().default(null),
  craving: z.number().nullable().default(null),
  halt: z.array(z.string()).nullable().default(null),
});

/** What is told of a dialog that asks one question of a kind. */
function told(
  kind: Question['kind'],
  { keep, next = ['done'] }: { keep?: string; next?: readonly Transition[] },
): readonly string[] {
  const mood = question('mood', { next, expiry: { expiry: 'done' }, ...(keep ? { keep } : {}) });
  const states = { mood, done: { type: 'final' } };
  const spec = { version: 1, context, delays: { expiry: minutes(30) }, initial: 'mood', states };
  const dialogs = createDialogs(new Map([['day', defineDialog(spec as never)]]));
  const asked: Question = { kind, options: kind === 'choice' || kind === 'several' ? options : [] };
  return answerMistakes(dialogs as ReadonlyMap<string, Dialog>, new Map([['day.mood', asked]]));
}

const to = (guard: ReturnType<typeof answered>): readonly Transition[] => [{ guard, target: 'done' }, 'done'];
const where = 'dialogs/day.ts, state mood, ANSWER';

test('a guard may ask for what its question can be answered with', () => {
  expect(told('choice', { next: to(answered('hard')) })).toEqual([]);
  expect(told('several', { next: to(answered('hard')) })).toEqual([]);
  expect(told('scale', { next: to(between(7, 10)) })).toEqual([]);
  expect(told('scale', { next: to(below('craving') as never) })).toEqual([]);
});

test('a guard that no answer passes is told, with the option that is meant', () => {
  const mistyped = `${where}: answered: "hrad" is no answer to day.mood. Did you mean "hard"?`;
  expect(told('choice', { next: to(answered('hrad')) })).toEqual([mistyped]);
  expect(told('several', { next: to(answered('hrad')) })).toEqual([mistyped]);
  expect(told('scale', { next: to(between(7, 11)) })).toEqual([
    `${where}: between: no answer to day.mood is a number from 7 to 11: its kind is scale.`,
  ]);
  expect(told('scale', { next: to(between(10, 7)) })).toHaveLength(1);
  expect(told('choice', { next: to(below('craving') as never) })).toEqual([
    `${where}: below: no answer to day.mood is a number: its kind is choice.`,
  ]);
});

test.each([
  ['choice', 'mood'],
  ['several', 'halt'],
  ['scale', 'craving'],
  ['text', 'mood'],
  ['date', 'mood'],
  ['city', 'mood'],
  ['pin', 'mood'],
] as const)('an answer of kind %s is kept in field %s and not in another', (kind, keep) => {
  expect(told(kind, { keep })).toEqual([]);
  for (const field of ['mood', 'halt', 'craving'].filter((each) => each !== keep)) {
    expect(told(kind, { keep: field })).toEqual([expect.stringContaining(`${where}: keep: field ${field} cannot be `)]);
  }
});
