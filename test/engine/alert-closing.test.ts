import { describe, expect, test } from '@jest/globals';
import { anAlertClock } from '../support/alert-clock.ts';

const day = Date.parse('2026-03-02T12:00-06:00');
const hour = 60;
const raised = (level: 'urgent' | 'emergency' = 'urgent') => {
  const clock = anAlertClock(day);
  clock.page(0, level, { rules: ['en-suicide-1', 'en-suicide-2'] });
  return clock;
};
const close = { type: 'close', by: 'Dana', outcome: 'safe', followUp: null } as const;

describe('closing a case', () => {
  test('has no default: without outcome, or without a word of a follow-up, it stays open', () => {
    const clock = raised();
    const { followUp: _, ...unsaid } = close;
    for (const act of [unsaid, { ...close, outcome: ' ' }, { ...close, followUp: '2026-02-30' }])
      expect(clock.refused(1, act)).toBe('CLOSE_INCOMPLETE');
    // Today, and in the year 2126: nobody would ask in time.
    for (const followUp of ['2026-03-02', '2126-03-02'])
      expect(clock.refused(1, { ...close, followUp })).toBe('CLOSE_INCOMPLETE');
    expect(clock.alert().status).toBe('open');
  });
  test('with a follow-up opens a task as the clinic opens on that day, and the primary hears of it', () => {
    const clock = raised('emergency');
    clock.happens(1, { ...close, followUp: '2026-03-04' });
    clock.until(43 * hour);
    expect(clock.called()).toEqual([[0, 'primary']]);
    clock.until(44 * hour);
    expect(clock.alert()).toMatchObject({ status: 'closed', tasks: [{ kind: 'follow-up' }] });
    expect(clock.notices().at(-1)).toMatchObject({ step: 'primary', level: 'same-day', task: true });
    clock.until(50 * hour);
    expect(clock.called().slice(1)).toEqual([
      [44 * hour, 'primary'],
      [46 * hour, 'primary'],
      [48 * hour, 'lead'],
      [50 * hour, 'primary'],
    ]);
    const [task] = clock.alert().tasks ?? [];
    clock.happens(51 * hour, { type: 'task-done', by: 'Dana', task: task?.id ?? '', outcome: 'reached' });
    clock.until(500 * hour);
    expect(clock.called()).toHaveLength(5);
    expect(clock.alert()).toMatchObject({ status: 'closed', timers: [] });
  });
  test('a follow-up survives a new occurrence', () => {
    const clock = raised();
    clock.happens(1, { ...close, followUp: '2026-03-04' });
    clock.page(2, 'urgent');
    clock.act(3, 'claim');
    clock.happens(3, { type: 'log-call', by: 'Dana', result: 'reached' });
    clock.until(44 * hour);
    expect(clock.alert()).toMatchObject({ status: 'claimed', occurrence: 2, tasks: [{ kind: 'follow-up' }] });
  });
});

describe('a false alarm', () => {
  test('closes the case with its reason, and keeps which rules were heard', () => {
    const clock = raised();
    clock.page(1, 'urgent', { rules: ['en-suicide-2', 'en-suicide-3'] });
    clock.happens(2, { type: 'false-alarm', by: 'Dana', reason: 'figure-of-speech' });
    expect(clock.alert()).toMatchObject({ status: 'closed', ending: { falseAlarm: 'figure-of-speech' } });
    expect(clock.records('occurrence')).toMatchObject([
      { falseAlarm: 'figure-of-speech', rules: ['en-suicide-1', 'en-suicide-2', 'en-suicide-3'] },
    ]);
  });
  test('is no lasting word: a new message opens a new occurrence with rules of its own', () => {
    const clock = raised();
    clock.happens(2, { type: 'false-alarm', by: 'Dana', reason: 'past' });
    clock.page(3, 'emergency', { rules: ['en-suicide-4'] });
    expect(clock.alert()).toMatchObject({ status: 'open', occurrence: 2, rules: ['en-suicide-4'] });
    expect(clock.alert()).not.toHaveProperty('ending');
  });
});

describe('a closed emergency', () => {
  const sign = { type: 'co-sign', by: 'Robin', role: 'supervisor' } as const;
  test('waits for a supervisor who did not close it', () => {
    const clock = raised('emergency');
    clock.happens(1, close);
    expect(clock.alert().unsigned).toEqual([{ occurrence: 1, at: day + 60_000, by: 'Dana' }]);
    expect(clock.refused(2, { ...sign, role: 'counselor' })).toBe('SUPERVISOR_ONLY');
    expect(clock.refused(2, { ...sign, by: 'Dana' })).toBe('OWN_CLOSE');
    expect(clock.refused(2, { ...sign, seen: 1 })).toBe('ALERT_CHANGED');
    clock.happens(3, sign);
    expect(clock.alert()).toMatchObject({ unsigned: [], ending: { signed: { by: 'Robin' } } });
    expect(clock.refused(4, sign)).toBe('NOTHING_TO_SIGN');
  });
  test('still waits when the case is open again, and what was no emergency does not', () => {
    const clock = raised('emergency');
    clock.happens(1, close);
    clock.page(2, 'urgent');
    clock.happens(3, close);
    expect(clock.alert().unsigned?.map(({ occurrence }) => occurrence)).toEqual([1]);
    clock.happens(4, sign);
    expect(clock.alert().ending).not.toHaveProperty('signed');
  });
});
