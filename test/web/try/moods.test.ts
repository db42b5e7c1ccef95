import { describe, expect, test } from '@jest/globals';
import { chartWords, sharesOf } from '../../../src/web/try/moods.ts';

describe('the chart of a second opinion', () => {
  test('is told as a sentence: its last ten bars, oldest first', () => {
    const shares = sharesOf(Array.from({ length: 12 }, (_, at) => ({ at, negative: at / 100 })));
    expect(chartWords('en', shares)).toBe('The last 10 messages, oldest first: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 of 100.');
    expect(chartWords('en', [96])).toBe('The last message: 96 of 100.');
  });
});
