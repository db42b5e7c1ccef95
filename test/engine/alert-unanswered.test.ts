import { describe, expect, test } from '@jest/globals';
import { anAlertClock } from '../support/alert-clock.ts';

const day = Date.parse('2026-03-02T12:00-06:00');
const leads = (clock: ReturnType<typeof anAlertClock>): readonly number[] =>
  clock.called().flatMap(([minute, who]) => (who === 'lead' ? [minute] : []));

describe('an alert without a counselor’s words', () => {
  test.each(['urgent', 'emergency'] as const)(
    'pages the lead after 15 min, claimed and taken over too: %s',
    (level) => {
      for (const act of ['claim', 'take-over'] as const) {
        const clock = anAlertClock(day);
        clock.page(0, level);
        clock.act(1, act);
        clock.until(24 * 60);
        expect(leads(clock)).toEqual([15]);
      }
    },
  );
  test('pages the lead beside the ladder while nobody has claimed it', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'urgent');
    clock.until(24);
    expect(leads(clock)).toEqual([10, 15]);
  });
  test('pages nobody for it after words, once it is closed, and for what can wait for the day', () => {
    const answered = anAlertClock(day);
    answered.page(0, 'urgent');
    answered.happens(14, { type: 'say', by: 'Dana', words: 'Hello' });
    answered.until(24 * 60);
    const closed = anAlertClock(day);
    closed.page(0, 'emergency');
    closed.happens(1, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
    closed.until(24 * 60);
    const today = anAlertClock(day);
    today.page(0, 'same-day');
    today.act(1, 'claim');
    today.until(24 * 60);
    expect([answered, closed, today].map(leads)).toEqual([[], [], []]);
  });
  test('counts from when it became urgent, keeps its instant when it is raised once more, and begins anew after words', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'same-day');
    clock.act(1, 'claim');
    clock.page(5, 'urgent');
    clock.page(10, 'emergency');
    clock.until(60);
    expect(leads(clock)).toEqual([20]);
    const later = anAlertClock(day);
    later.page(0, 'urgent');
    later.happens(1, { type: 'say', by: 'Dana', words: 'Hello' });
    later.page(30, 'emergency');
    later.until(60);
    expect(leads(later)).toEqual([45]);
  });
  test('is counted anew in the next occurrence', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'urgent');
    clock.act(1, 'claim');
    clock.happens(2, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
    clock.page(100, 'urgent');
    clock.act(101, 'claim');
    clock.until(200);
    expect(leads(clock)).toEqual([115]);
  });
});
