import { expect, test } from '@jest/globals';
import type { Frame } from '../../src/domain/frame.ts';
import { runningFor } from '../../src/server/routes/try-running.ts';
import { aCouple, noon } from '../support/engine.ts';

const exercises = ['listen', 'share'];
const frame = (dialog: string, fields: Partial<Frame> = {}): Frame => ({
  ...{ id: dialog, dialog, opened: noon, version: 1, timers: [], asked: null },
  ...{ snapshot: { value: 'speak', context: { words: 'a secret' }, status: 'active' } },
  ...fields,
});
const asked = { key: 'listen.speak', params: {}, lane: 'mediated', quiet: false, reasked: false } as const;
const shared = frame('listen', {
  timers: [
    { id: 'wait', due: noon + 1 },
    { id: 'later', due: noon + 2 },
  ],
});
const reference = (fields: Partial<Frame> = {}) => frame('listen', { id: 'r', shared: 'listen', ...fields });
const until = new Date(noon + 1).toISOString();

test('an exercise for two stands on both phones at the same place, with what each has to do there', () => {
  const couple = aCouple({ a: { stack: [reference({ asked })] }, b: { stack: [reference()] } });
  const both = { ...couple, shared: { ...couple.shared, frames: [{ ...shared, first: 'a' as const }] } };
  const at = { exercise: 'listen', place: 'speak', until };
  expect(runningFor(both, 'a', exercises)).toEqual({ ...at, part: 'answers' });
  expect(runningFor(both, 'b', exercises)).toEqual({ ...at, part: 'waits' });
  // Who has left it sees that it goes on: the other's line is the same.
  const left = { ...both, a: { ...both.a, stack: [frame('crisis-self', { asked })] } };
  expect(runningFor(left, 'a', exercises)).toEqual({ ...at, part: 'apart' });
  expect(runningFor(left, 'b', exercises)).toEqual(runningFor(both, 'b', exercises));
});

test('a break, a gate and an exercise of one’s own have their instant; a menu and a crisis are no exercise', () => {
  const couple = aCouple({ a: { stack: [frame('share', { asked })] } });
  const timeOut = {
    ...({ id: 't', at: noon, asked: ['b'], stage: 'break', due: noon + 1, returnsAt: noon + 2 } as const),
    ...({ missed: 0, ready: [] } as const),
  };
  const gate = {
    ...({ id: 'g', exercise: 'listen', opened: noon, closes: noon + 1, first: 'a' } as const),
    ...({ asked: ['b'], yes: ['b'] } as const),
  };
  const together = (what: object) => ({ ...couple, shared: { ...couple.shared, together: what } });
  expect(runningFor(together({ timeOut }), 'b', exercises)).toEqual({
    exercise: 'time-out',
    place: 'break',
    part: 'waits',
    until,
  });
  expect(runningFor(together({ gate }), 'b', exercises)).toEqual({
    exercise: 'listen',
    place: 'gate',
    part: 'waits',
    until,
  });
  expect(runningFor(together({ gate }), 'a', exercises)).toEqual({
    exercise: 'share',
    place: 'speak',
    part: 'answers',
    until: null,
  });
  expect(runningFor(couple, 'b', exercises)).toBeNull();
  for (const dialog of ['menu', 'crisis-self'])
    expect(runningFor(aCouple({ a: { stack: [frame(dialog, { asked })] } }), 'a', exercises)).toBeNull();
  expect(JSON.stringify(runningFor(together({ gate }), 'a', exercises))).not.toContain('secret');
});
