import { describe, expect, test } from '@jest/globals';
import {
  byDigit,
  freshCrisis,
  joined,
  offered,
  rowsOf,
  stillPending,
  toRetry,
  voiceOf,
} from '../../../src/web/try/messages.ts';
import { anActivity, asking, byAlex, noon, zone } from './builders.ts';

const titles = (...activities: Parameters<typeof offered>[0]) => offered(activities, 'alex').map(({ title }) => title);

describe('the buttons a phone offers', () => {
  test('are those of the newest question', () => {
    expect(titles(asking('1', 'Good', 'Hard'), byAlex('2', 'Good'), asking('3', 'Yes', 'No'))).toEqual(['Yes', 'No']);
  });
  test('stay while the coach says something more', () => {
    expect(titles(asking('1', 'Yes', 'No'), anActivity('2'))).toEqual(['Yes', 'No']);
  });
  test('go once the partner has written', () => {
    expect(titles(asking('1', 'Yes', 'No'), byAlex('2', 'hm'))).toEqual([]);
  });
  test('go when a crisis text or a human came in between', () => {
    const crisis = anActivity('2', { channelData: { lane: 'crisis' } });
    const human = anActivity('2', { channelData: { lane: 'counselor', counselor: 'Dana' } });
    expect(titles(asking('1', 'Yes'), crisis)).toEqual([]);
    expect(titles(asking('1', 'Yes'), human)).toEqual([]);
  });
  test('answer to a digit by their place, or by their own number on a scale', () => {
    const scale = offered([asking('1', '0', '1', '7', '10')], 'alex');
    const choice = offered([asking('1', 'Good', 'Hard')], 'alex');
    expect(byDigit(scale, '7')?.title).toBe('7');
    expect(byDigit(scale, '5')).toBeUndefined();
    expect(byDigit(choice, '2')?.title).toBe('Hard');
    expect([byDigit(choice, '0'), byDigit(choice, '3'), byDigit(choice, 'a')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the messages of a phone', () => {
  test('are each shown once, however often they are fetched', () => {
    const known = [anActivity('1')];
    expect(joined(known, [anActivity('1')])).toBe(known);
    expect(joined(known, [anActivity('1'), anActivity('2')]).map(({ id }) => id)).toEqual(['1', '2']);
  });
  test('on their way are gone once the server shows them back', () => {
    const pending = [{ id: 'x', text: 'hi', at: noon, failed: false }];
    expect(stillPending(pending, [anActivity('1')])).toBe(pending);
    expect(stillPending(pending, [byAlex('1', 'hi', 'x')])).toEqual([]);
  });
  test('that nobody took are sent again by themselves after a while, those that were refused are not', () => {
    const one = { id: 'x', text: 'hi', at: noon, failed: true };
    const pending = [{ ...one, retryAt: 3_000 }, one, { ...one, failed: false, retryAt: 0 }];
    expect(toRetry(pending, 2_999)).toEqual([]);
    expect(toRetry(pending, 3_000)).toEqual([pending[0]]);
  });
  test('say whether the partner, the coach or a human speaks', () => {
    const human = anActivity('1', { channelData: { counselor: 'Dana' } });
    expect([byAlex('1', 'hi'), anActivity('1'), human].map((one) => voiceOf(one, 'alex'))).toEqual([
      'partner',
      'coach',
      'counselor',
    ]);
  });
  test('begin a day where the couple’s own date changes', () => {
    const late = anActivity('2', { timestamp: '2026-03-03T05:59:00Z' });
    const next = anActivity('3', { timestamp: '2026-03-03T06:00:00Z' });
    expect(rowsOf('alex', [anActivity('1'), late, next], [], zone).map(({ newDay }) => newDay)).toEqual([
      true,
      false,
      true,
    ]);
  });
  test('end with what could not be sent', () => {
    const rows = rowsOf('alex', [anActivity('1')], [{ id: 'x', text: 'hi', at: noon, failed: true }], zone);
    expect(rows.map(({ state, last }) => [state, last])).toEqual([
      ['there', true],
      ['failed', true],
    ]);
  });
  test('name the first new crisis text, whose beginning is to be seen, and none of the history', () => {
    const crisis = (id: string) => anActivity(id, { channelData: { lane: 'crisis' } });
    const rows = (...ids: string[]) => rowsOf('alex', ids.map(crisis), [], zone);
    expect(freshCrisis(rows('1', '2', '3'), rows('1'))?.id).toBe('2');
    expect([freshCrisis(rows('1'), rows('1')), freshCrisis(rows('1'), null)]).toEqual([undefined, undefined]);
  });
  test('mark nudges and crisis texts, and nothing of the partner', () => {
    const nudge = anActivity('1', { channelData: { lane: 'nudge' } });
    const rows = rowsOf('alex', [nudge, anActivity('2'), byAlex('3', 'hi')], [], zone);
    expect(rows.map(({ mark }) => mark)).toEqual(['nudge', null, null]);
  });
});
