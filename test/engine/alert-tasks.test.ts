import { describe, expect, test } from '@jest/globals';
import { anAlertClock } from '../support/alert-clock.ts';

const day = Date.parse('2026-03-02T12:00-06:00');
const lost = { reason: 'undeliverable', task: { kind: 'undeliverable', code: '403' } } as const;
const stopped = { reason: 'opted-out', task: { kind: 'stopped', code: 'OPTED_OUT' } } as const;
/** An alert that a counselor has claimed and reached, so that its tasks alone make calls. */
const claimed = (level: 'same-day' | 'urgent', more: object, at = day) => {
  const clock = anAlertClock(at);
  clock.page(0, level, more);
  clock.act(0, 'claim');
  clock.happens(0, { type: 'log-call', by: 'Dana', result: 'reached', asked: true });
  return clock;
};
const callsAfter = (clock: ReturnType<typeof anAlertClock>) => clock.called().filter(([minute]) => minute > 0);

describe('a task', () => {
  test('of an urgent case calls the primary after 15 min, then the lead, and again until it is done', () => {
    const clock = claimed('urgent', lost);
    clock.until(50);
    expect(callsAfter(clock)).toEqual([
      [15, 'primary'],
      [30, 'lead'],
      [45, 'primary'],
    ]);
    const [task] = clock.alert().tasks ?? [];
    clock.happens(51, { type: 'task-done', by: 'Dana', task: task?.id ?? '', outcome: 'reached' });
    clock.until(24 * 60);
    expect(callsAfter(clock)).toHaveLength(3);
    expect(clock.alert().tasks).toMatchObject([{ done: { by: 'Dana', outcome: 'reached' } }]);
  });
  test('of what can wait for the day has two staffed hours', () => {
    const evening = Date.parse('2026-03-02T20:00-06:00');
    const clock = claimed('same-day', lost, evening);
    clock.until(13 * 60 - 1);
    expect(callsAfter(clock)).toEqual([]);
    clock.until(13 * 60);
    expect(callsAfter(clock)).toEqual([[13 * 60, 'primary']]);
  });
  test('comes nearer when its case becomes urgent, and is never put off by a message', () => {
    const clock = claimed('same-day', lost);
    clock.page(10, 'urgent');
    clock.page(20, 'urgent');
    clock.until(30);
    // The lead is called besides: 15 min without a counselor's words.
    expect(callsAfter(clock).filter(([, who]) => who === 'primary')).toEqual([
      [10, 'primary'],
      [25, 'primary'],
    ]);
  });
  test('after STOP says in a violence case that nobody calls or writes, also when violence is named later', () => {
    expect(claimed('urgent', stopped).alert().tasks).toMatchObject([{ kind: 'stopped' }]);
    expect(claimed('urgent', { ...stopped, category: 'violence' }).alert().tasks).toMatchObject([
      { kind: 'stopped-violence' },
    ]);
    const later = claimed('urgent', stopped);
    later.page(5, 'urgent', { also: ['violence'] });
    later.page(6, 'urgent', stopped);
    expect(later.alert().tasks?.map(({ kind }) => kind)).toEqual(['stopped-violence']);
  });
});
