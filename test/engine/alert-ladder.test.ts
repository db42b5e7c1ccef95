import { describe, expect, test } from '@jest/globals';
import { anAlertClock } from '../support/alert-clock.ts';

const day = Date.parse('2026-03-02T12:00-06:00');
const evening = Date.parse('2026-03-02T20:30-06:00');

describe('the ladder of an open alert', () => {
  test('calls primary, backup at 2 min, lead at 4 and everyone at 6 in an emergency, and begins again after 5', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'emergency');
    clock.until(13);
    expect(clock.called()).toEqual([
      [0, 'primary'],
      [2, 'backup'],
      [4, 'lead'],
      [6, 'everyone'],
      [11, 'primary'],
      [13, 'backup'],
    ]);
  });
  test('calls backup at 5 and lead at 10 when urgent, and begins again after 15', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'urgent');
    clock.until(30);
    expect(clock.called()).toEqual(
      expect.arrayContaining([
        [0, 'primary'],
        [5, 'backup'],
        [10, 'lead'],
        [25, 'primary'],
        [30, 'backup'],
      ]),
    );
  });
  test('calls the lead after 2 of the clinic’s hours on the same day, then somebody in each of them', () => {
    const clock = anAlertClock(evening);
    clock.page(0, 'same-day');
    clock.until(17 * 60);
    // 20:30; 9:30, 10:30, 11:30 and 12:30 of the day after.
    expect(clock.called()).toEqual([
      [0, 'primary'],
      [13 * 60, 'lead'],
      [14 * 60, 'primary'],
      [15 * 60, 'lead'],
      [16 * 60, 'primary'],
      [17 * 60, 'lead'],
    ]);
  });
  test('goes on until somebody claims: a claim, a take-over and the end stop it', () => {
    const waits = anAlertClock(day);
    waits.page(0, 'emergency');
    waits.until(24 * 60);
    expect(waits.called().length).toBeGreaterThan(500);
    for (const act of ['claim', 'take-over'] as const) {
      const clock = anAlertClock(day);
      clock.page(0, 'same-day');
      clock.act(1, act);
      clock.until(24 * 60);
      expect(clock.called()).toEqual([[0, 'primary']]);
    }
    const closed = anAlertClock(day);
    closed.page(0, 'emergency');
    closed.happens(1, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
    closed.until(24 * 60);
    expect(closed.called()).toEqual([[0, 'primary']]);
  });
  test('begins anew on a release, and when the alert is raised or opened again', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'urgent');
    clock.act(3, 'claim');
    clock.act(8, 'release');
    clock.until(13);
    expect(clock.called().slice(-2)).toEqual([
      [8, 'primary'],
      [13, 'backup'],
    ]);
    clock.until(26);
    clock.page(26, 'emergency');
    clock.until(28);
    expect(clock.called().slice(-2)).toEqual([
      [26, 'primary'],
      [28, 'backup'],
    ]);
    clock.happens(29, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
    clock.page(100, 'urgent');
    clock.until(105);
    expect(clock.called().slice(-2)).toEqual([
      [100, 'primary'],
      [105, 'backup'],
    ]);
  });
  test('is not begun again by a message that raises nothing', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'urgent');
    clock.page(4, 'same-day');
    clock.until(5);
    expect(clock.called().at(-1)).toEqual([5, 'backup']);
  });
  test('is begun by a message on an open alert that has none, from before there were clocks', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'urgent');
    clock.forgetTimers();
    clock.page(10, 'same-day');
    clock.until(15);
    expect(clock.called().at(-1)).toEqual([15, 'backup']);
  });
});

describe('an acknowledgement', () => {
  test.each([
    [
      'emergency',
      3,
      [
        [4, 'backup'],
        [6, 'lead'],
        [8, 'everyone'],
      ],
    ],
    ['urgent', 10, [[11, 'backup']]],
    ['same-day', 60, [[120, 'lead']]],
  ] as const)('of an %s alert holds its next step for %d min, and the later ones as long', (level, _, steps) => {
    const clock = anAlertClock(day);
    clock.page(0, level);
    clock.act(1, 'acknowledge');
    clock.until(steps.at(-1)?.[0] ?? 0);
    expect(clock.called()).toEqual([[0, 'primary'], ...steps]);
  });
  test('moves a same-day step by one of the clinic’s hours', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'same-day');
    clock.act(110, 'acknowledge');
    clock.until(171);
    expect(clock.called()).toEqual([
      [0, 'primary'],
      [170, 'lead'],
    ]);
  });
  test('counts once in an occurrence, tells the couple nothing and leaves the version', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'emergency');
    const { version } = clock.alert();
    const before = clock.told().length;
    clock.act(1, 'acknowledge');
    clock.act(3, 'acknowledge', 'Robin');
    expect(clock.alert()).toMatchObject({ version, holder: null, acknowledgement: { by: 'Dana' } });
    expect(clock.told()).toHaveLength(before);
    clock.until(4);
    expect(clock.called().at(-1)).toEqual([4, 'backup']);
    clock.happens(5, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
    clock.page(10, 'emergency');
    expect(clock.alert()).not.toHaveProperty('acknowledgement');
  });
  test('never brings a step nearer', () => {
    const clock = anAlertClock(day);
    clock.page(0, 'emergency');
    clock.until(6);
    clock.act(7, 'acknowledge');
    clock.until(11);
    expect(clock.called().at(-1)).toEqual([11, 'primary']);
  });
});
