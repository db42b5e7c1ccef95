import { describe, expect, test } from '@jest/globals';
import { createRecent } from '../../../src/app/aggregates/recent.ts';

describe('what a process last knew of an aggregate', () => {
  test('is read once by all who ask at the same time, and not again', async () => {
    let reads = 0;
    const recent = createRecent(async () => ++reads);
    expect(await Promise.all([recent.get('x'), recent.get('x')])).toEqual([1, 1]);
    expect(await recent.get('x')).toBe(1);
  });

  test('is never what a read began with when a write overtook it', async () => {
    let answer: (value: string) => void = () => {};
    const recent = createRecent(() => new Promise<string>((resolve) => (answer = resolve)));
    const slow = recent.get('x');
    await Promise.resolve();
    recent.set('x', 'written');
    answer('read before');
    await slow;
    expect(await recent.get('x')).toBe('written');
  });

  test('is forgotten with the read that is under way', async () => {
    const answers: ((value: string) => void)[] = [];
    const recent = createRecent(() => new Promise<string>((resolve) => void answers.push(resolve)));
    const first = recent.get('x');
    await Promise.resolve();
    recent.forget('x');
    answers[0]?.('old');
    await first;
    expect(recent.peek('x')).toBeUndefined();
  });

  test('is read again after a read that failed', async () => {
    let reads = 0;
    const recent = createRecent(async () => {
      reads += 1;
      if (reads === 1) throw new Error('down');
      return reads;
    });
    await expect(recent.get('x')).rejects.toThrow('down');
    expect(await recent.get('x')).toBe(2);
  });
});
